using MnistLstm.Training;

namespace MnistLstm.Experiments.Export.PyTorch;

/// <summary>Writes the part of a script that trains and evaluates.</summary>
internal static class TrainingSection
{
    /// <summary>The functions <c>train</c> and <c>evaluate</c>, the same for every run.</summary>
    public const string Functions = """
        def train(model, loader, optimizer, losses, limit):
            model.train()
            total = 0.0
            for images, labels in loader:
                loss = nn.functional.cross_entropy(model(images), labels)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
                total += loss.item() * len(labels)
                if len(losses) == limit:
                    break
            return total / len(loader.dataset)


        def evaluate(model, loader):
            model.eval()
            correct = 0
            with torch.no_grad():
                for images, labels in loader:
                    correct += (model(images).argmax(dim=1) == labels).sum().item()
            return correct / len(loader.dataset)
        """;

    /// <summary>The function <c>main</c>.</summary>
    public static string MainFunction(RunSpec spec) => $$"""
        def main():
            options = arguments()
            folder = find_data(options.data)
            train_set = load(folder, "train"{{Limit(spec.TrainSamples)}})
            test_set = load(folder, "t10k"{{Limit(spec.TestSamples)}})
        {{CheckSection.Probe(spec)}}
            # The random numbers are drawn in this order: model, then for every epoch the training loader and, where it is used, the test loader.
            torch.manual_seed(SEED)
            model = Model()
            optimizer = {{PyTorchOptimizer.Expression(spec)}}
            train_loader = DataLoader(train_set, batch_size=BATCH_SIZE, shuffle=True)
            test_loader = DataLoader(test_set, batch_size=BATCH_SIZE)
            if options.check:
                weights, order = weights_sha256(model), order_sha256(len(train_set))

            start = time.perf_counter()
            losses = []
            for epoch in range(1, EPOCHS + 1):
                loss = train(model, train_loader, optimizer, losses, options.steps)
                if len(losses) == options.steps:
                    break
        {{Epoch(spec)}}
            if options.check:
                sys.exit(check(weights, order, losses{{(PyTorchModel.HasDropout(spec) ? ", comparable" : "")}}))
            if options.steps:
                for step, loss in enumerate(losses, start=1):
                    print(f"step {step}  loss {loss:.6f}")
            else:
                print(f"{{spec.Name}}  test {100 * accuracy:.2f} %  {time.perf_counter() - start:.1f} s")
        """;

    private static string Epoch(RunSpec spec) => spec["evaluate"] == "each_epoch"
        ? """
                  accuracy = evaluate(model, test_loader)
                  print(f"epoch {epoch}/{EPOCHS}  loss {loss:.4f}  test {100 * accuracy:.2f} %")
          """
        : """
                  if epoch < EPOCHS:
                      print(f"epoch {epoch}/{EPOCHS}  loss {loss:.4f}")
                  else:
                      accuracy = evaluate(model, test_loader)
                      print(f"epoch {epoch}/{EPOCHS}  loss {loss:.4f}  test {100 * accuracy:.2f} %")
          """;

    private static string Limit(int? samples) => samples is { } count ? $", {count}" : "";
}
