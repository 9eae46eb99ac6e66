using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes the part of a script that trains and evaluates.</summary>
internal static class TrainingSection
{
    /// <summary>The functions <c>train</c> and <c>evaluate</c>.</summary>
    public static string Functions(RunSpec spec) => $$"""
        {{StepSection.Batches(spec)}}{{(spec.Steps is null ? TrainEpoch(spec) : TrainStep(spec))}}


        {{Evaluation(spec).Replace("images", PyTorchModel.Inputs(spec), StringComparison.Ordinal)}}
        """;

    private const string TestLoader = "test_loader = DataLoader(test_set, batch_size=BATCH_SIZE)";

    private static string Scheduler(RunSpec spec) => PyTorchScheduler.CountsSteps(spec) ? ", scheduler" : "";

    private static string OrderOfDraws(RunSpec spec) =>
        $"    # The random numbers are drawn in this order: model, then for every {(spec.Steps is null ? "epoch" : "pass")} the training loader and, "
            + $"where {LaterLoaders(spec)}.";

    private static string TrainStep(RunSpec spec) => $$"""
        def train(model, {{PyTorchModel.Inputs(spec)}}, {{DataSection.Answers(spec)}}, optimizer, losses{{Scheduler(spec)}}):
            model.train()
            loss = {{PyTorchLoss.Of(spec, $"model({PyTorchModel.Inputs(spec)})", DataSection.Answers(spec))}}
            optimizer.zero_grad()
            loss.backward()
        {{(Clipping(spec) is { Length: > 0 } clipping ? clipping[4..] : "")}}    optimizer.step()
        {{(PyTorchScheduler.CountsSteps(spec) ? "    scheduler.step()\n" : "")}}    losses.append(loss.item())
            return loss.item() * {{PyTorchLoss.Weight(spec, DataSection.Answers(spec))}}
        """;

    private static string TrainEpoch(RunSpec spec) => $$"""
        def train(model, loader, optimizer, losses, limit{{Scheduler(spec)}}):
            model.train()
            {{(PyTorchLoss.IsWeighted(spec) ? "total, weight = 0.0, 0.0" : "total = 0.0")}}
            for {{PyTorchModel.Inputs(spec)}}, {{DataSection.Answers(spec)}} in loader:
                loss = {{PyTorchLoss.Of(spec, $"model({PyTorchModel.Inputs(spec)})", DataSection.Answers(spec))}}
                optimizer.zero_grad()
                loss.backward()
        {{Clipping(spec)}}        optimizer.step()
        {{(PyTorchScheduler.CountsSteps(spec) ? "        scheduler.step()\n" : "")}}        losses.append(loss.item())
                {{(PyTorchLoss.IsWeighted(spec) ? WeightedTotal : $"total += loss.item() * len({DataSection.Answers(spec)})")}}
                if len(losses) == limit:
                    break
            return total / {{(PyTorchLoss.IsWeighted(spec) ? "weight" : PyTorchLoader.Samples(spec))}}
        """;

    private static string Evaluation(RunSpec spec) => (spec.PredictsNumbers, LooksAtLoss(spec)) switch
    {
        (false, false) => Evaluate,
        (false, true) => (PyTorchLoss.IsWeighted(spec) ? EvaluateWithWeightedLoss : EvaluateWithLoss)
            .Replace("LOSS", PyTorchLoss.Sum(spec, "scores", "labels"), StringComparison.Ordinal),
        (true, false) => EvaluateNumbers,
        (true, true) => EvaluateNumbersWithLoss.Replace("LOSS", PyTorchLoss.Sum(spec, "outputs", "targets"), StringComparison.Ordinal),
    };

    private const string Evaluate = """
        def evaluate(model, loader):
            model.eval()
            correct = 0
            with torch.no_grad():
                for images, labels in loader:
                    correct += (model(images).argmax(dim=1) == labels).sum().item()
            return correct / len(loader.dataset)
        """;

    private const string EvaluateWithLoss = """
        def evaluate(model, loader):
            model.eval()
            total, correct = 0.0, 0
            with torch.no_grad():
                for images, labels in loader:
                    scores = model(images)
                    total += LOSS.item()
                    correct += (scores.argmax(dim=1) == labels).sum().item()
            return total / len(loader.dataset), correct / len(loader.dataset)
        """;

    private const string WeightedTotal = "batch_weight = CLASS_WEIGHTS[labels].sum().item()\n"
        + "        total, weight = total + loss.item() * batch_weight, weight + batch_weight";

    private const string EvaluateWithWeightedLoss = """
        def evaluate(model, loader):
            model.eval()
            total, weight, correct = 0.0, 0.0, 0
            with torch.no_grad():
                for images, labels in loader:
                    scores = model(images)
                    total += LOSS.item()
                    weight += CLASS_WEIGHTS[labels].sum().item()
                    correct += (scores.argmax(dim=1) == labels).sum().item()
            return total / weight, correct / len(loader.dataset)
        """;

    // The root of the mean squared error over all targets, in double.
    private const string EvaluateNumbers = """
        def evaluate(model, loader):
            model.eval()
            squares, count = 0.0, 0
            with torch.no_grad():
                for images, targets in loader:
                    squares += (model(images).double() - targets.double()).square().sum().item()
                    count += targets.numel()
            return (squares / count) ** 0.5
        """;

    private const string EvaluateNumbersWithLoss = """
        def evaluate(model, loader):
            model.eval()
            total, squares, count = 0.0, 0.0, 0
            with torch.no_grad():
                for images, targets in loader:
                    outputs = model(images)
                    total += LOSS.item()
                    squares += (outputs.double() - targets.double()).square().sum().item()
                    count += targets.numel()
            return total / count, (squares / count) ** 0.5
        """;

    private static string LaterLoaders(RunSpec spec) =>
        Validates(spec) ? "they are used, the validation and the test loader" : "it is used, the test loader";

    /// <summary>The function <c>main</c>.</summary>
    public static string MainFunction(RunSpec spec) => $$"""
        def main():
            options = arguments()
            folder = find_data(options.data)
            train_set = load(folder, "{{DataSection.Parts(spec).Train}}"{{Limit(spec.TrainSamples)}})
        {{HoldOut(spec)}}    test_set = load(folder, "{{DataSection.Parts(spec).Test}}"{{Limit(spec.TestSamples)}})
        {{CheckSection.Probe(spec)}}
        {{OrderOfDraws(spec)}}
            torch.manual_seed(SEED)
            model = Model()
            optimizer = {{PyTorchOptimizer.Expression(spec)}}
        {{PyTorchScheduler.Construction(spec)}}    train_loader = {{PyTorchLoader.Of(spec, "train_set")}}
        {{StepSection.Interval(spec)}}{{PyTorchScheduler.ConstructionBySteps(spec)}}{{ValidationLoader(spec)}}    {{TestLoader}}
            if options.check:
                weights, order = weights_sha256(model), order_sha256(len(train_set))

            start = time.perf_counter()
            losses = []
        {{(StopsEarly(spec) ? "    least, waited = float(\"inf\"), 0\n" : "")}}{{BestSection.Start(spec)}}{{StepSection.Loop(spec)}}
        {{Epoch(spec)}}{{BestSection.Keep(spec)}}{{PyTorchScheduler.Step(spec)}}{{Stopping(spec)}}{{StepSection.End(spec)}}{{BestSection.Restore(spec)}}
            if options.check:
                sys.exit(check(weights, order, losses{{(PyTorchModel.HasDropout(spec) ? ", comparable" : "")}}))
            if options.steps:
                for step, loss in enumerate(losses, start=1):
                    print(f"step {step}  loss {loss:.6f}")
            else:
                print(f"{{PythonText.InString(spec.Name, formatted: true)}}{{Held(spec)}}  {{Tested(spec)}}  {time.perf_counter() - start:.1f} s")
        """;

    private static string Epoch(RunSpec spec) => spec[SpecKeys.Evaluate] == SpecWords.EachEpoch
        ? $$"""
          {{Validation(spec)}}        {{(LooksAtLoss(spec) ? "_, " : "")}}{{Figure(spec)}} = evaluate(model, test_loader)
                  print(f"{{StepSection.Row(spec)}}  loss {loss:.4f}{{Held(spec)}}  {{Tested(spec)}}")
          """
        : $$"""
                  if {{StepSection.IsNotLast(spec)}}:
                      print(f"{{StepSection.Row(spec)}}  loss {loss:.4f}")
                  else:
          {{Indented(Validation(spec))}}            {{Figure(spec)}} = evaluate(model, test_loader)
                      print(f"{{StepSection.Row(spec)}}  loss {loss:.4f}{{Held(spec)}}  {{Tested(spec)}}")
          """;

    // Each of the following is a whole line or two, line end included, or nothing.
    private static string Clipping(RunSpec spec) =>
        spec[SpecKeys.ClipGradNorm] != "0" ? $"        nn.utils.clip_grad_norm_(model.parameters(), max_norm={spec[SpecKeys.ClipGradNorm]})\n"
        : spec[SpecKeys.ClipGradValue] != "0" ? $"        nn.utils.clip_grad_value_(model.parameters(), clip_value={spec[SpecKeys.ClipGradValue]})\n"
        : "";

    private static string HoldOut(RunSpec spec) => !Validates(spec) ? ""
        : spec.ValidationSeed is { } seed ? $"""
                held = {HeldCount(spec)}
                split = torch.Generator().manual_seed({seed})
                train_set, validation_set = torch.utils.data.random_split(train_set, [len(train_set) - held, held], generator=split)

            """
        : spec[SpecKeys.ValidationFraction] != "0" ? $"""
                held = {HeldCount(spec)}
                validation_set = Subset(train_set, range(len(train_set) - held, len(train_set)))
                train_set = Subset(train_set, range(len(train_set) - held))

            """
        : $"""
                validation_set = Subset(train_set, range(len(train_set) - {spec.ValidationSamples}, len(train_set)))
                train_set = Subset(train_set, range(len(train_set) - {spec.ValidationSamples}))

            """;

    private static string HeldCount(RunSpec spec) =>
        spec[SpecKeys.ValidationFraction] == "0" ? $"{spec.ValidationSamples}" : $"int(len(train_set) * {spec[SpecKeys.ValidationFraction]})";

    private static string ValidationLoader(
        RunSpec spec) => Validates(spec) ? "    validation_loader = DataLoader(validation_set, batch_size=BATCH_SIZE)\n" : "";

    private static string Validation(RunSpec spec) =>
        !Validates(spec) ? "" : $"        {(LooksAtLoss(spec) ? "validation_loss, validation" : "validation")} = evaluate(model, validation_loader)\n";

    private static string Stopping(RunSpec spec) => StopsEarly(spec)
        ? $$"""

                    least, waited = (validation_loss, 0) if validation_loss < least else (least, waited + 1)
                    if waited == {{spec.EarlyStoppingPatience}}:
                        break
            """
        : "";

    private static bool StopsEarly(RunSpec spec) => spec.EarlyStoppingPatience > 0;

    private static bool LooksAtLoss(RunSpec spec) => StopsEarly(spec) || spec.RestoresBest || PyTorchScheduler.FollowsValidation(spec);

    private static string Indented(string line) => line.Length == 0 ? "" : "    " + line;

    /// <summary>What the variable of a part's figure is called.</summary>
    public static string Figure(RunSpec spec) => spec.PredictsNumbers ? "rmse" : "accuracy";

    private static string Tested(RunSpec spec) => spec.PredictsNumbers ? "test RMSE {rmse:.6f}" : "test {100 * accuracy:.2f} %";

    private static string Held(RunSpec spec) => !Validates(spec) ? "" : spec.PredictsNumbers ? "  val RMSE {validation:.6f}" : "  val {100 * validation:.2f} %";

    private static bool Validates(RunSpec spec) => spec.ValidationSamples > 0;

    private static string Limit(int? samples) => samples is { } count ? $", {count}" : "";
}
