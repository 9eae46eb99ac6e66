using MnistLstm.Engine;
using MnistLstm.Training;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes the part of a script that reads its options and compares PyTorch's start with the exact engine's.</summary>
internal static class CheckSection
{
    private const string ProbeFunction = """
        def draws_reference_masks():
            # Builds with MKL draw dropout masks from another generator on some processors; then the losses cannot be the same.
            torch.manual_seed(0)
            mask = torch.empty(64).bernoulli_(0.5)
            torch.manual_seed(0)
            draws = [torch.empty((), dtype=torch.int64).random_().item() % 2**53 for _ in mask]
            return mask.tolist() == [float(draw < 2**52) for draw in draws]



        """;

    /// <summary>The functions <c>arguments</c>, <c>weights_sha256</c>, <c>order_sha256</c> and <c>check</c>.</summary>
    public static string Functions(RunSpec spec) => $$"""
        def arguments():
            parser = argparse.ArgumentParser(
                description="{{PythonText.InString(spec.Name)}} in PyTorch. Without options: trains, and prints a line {{StepSection.Word(spec)}}.",
                epilog="--check compares with {{EngineVersion.Name}}, which wrote this file: the initial weights and the first epoch's order must be the "
                f"same bits, the losses of the first {CLOSE_STEPS} steps must agree within {TOLERANCE:.0e}; exit code 0 if all hold, else 1. "
                f"{CLOSE_STEPS} is {{CloseSteps.Rule(spec)}}: every library rounds float32 sums "
                "differently, and training drives that apart, the faster the larger its steps. Later losses are compared, but do not count.",
            )
            parser.add_argument("--data", metavar="FOLDER", help=f"{{FolderHelp(spec)}}")
            parser.add_argument("--steps", type=int, metavar="N", help="end after N training steps and print their losses")
            parser.add_argument("--check", action="store_true", help=f"compare with the reference, up to {len(REFERENCE_LOSSES)} steps")
            options = parser.parse_args()
            if options.steps is not None and options.steps < 1:
                parser.error(f"--steps expects a number from 1, got {options.steps}")
            if options.check:
                options.steps = min(options.steps or len(REFERENCE_LOSSES), len(REFERENCE_LOSSES))
            return options


        def weights_sha256(model):
        {{Hashed(spec)}}
            return hashlib.sha256(b"".join(parameters)).hexdigest()


        def order_sha256(count):
            # A loader over 0 ... count - 1 draws what the one over the {{PyTorchModel.Inputs(spec)}} will draw; the random state is put back.
            state = torch.get_rng_state()
            order = torch.cat(list(DataLoader(torch.arange(count), batch_size=BATCH_SIZE, shuffle={{(PyTorchLoader.Shuffles(spec) ? "True" : "False")}})))
            torch.set_rng_state(state)
            return hashlib.sha256(order.numpy().astype("<i4").tobytes()).hexdigest()


        {{(PyTorchModel.HasDropout(spec) ? ProbeFunction : "")}}{{Check(spec)}}
        """;

    /// <summary>The line of <c>main</c> that looks how dropout masks are drawn; empty where there are none.</summary>
    public static string Probe(RunSpec spec) => PyTorchModel.HasDropout(spec) ? "    comparable = draws_reference_masks()\n" : "";

    private static string Hashed(RunSpec spec)
    {
        string[] leftOut = [.. spec.Network.Parameters().Select(parameter => parameter.Name)
            .Where(name => !PyTorchInitialization.HasPyTorchsBits(spec.Network, name))];
        return leftOut.Length == 0
            ? "    parameters = [parameter.detach().numpy().astype(\"<f4\").tobytes() for parameter in model.state_dict().values()]"
            : $$"""
                  # An orthogonal weight agrees to about 1e-6 only: its bits are the linear algebra library's.
                  orthogonal = ({{string.Join(" ", leftOut.Select(name => $"\"{name}\","))}})
                  parameters = [parameter.detach().numpy().astype("<f4").tobytes() for name, parameter in model.state_dict().items() if name not in orthogonal]
              """;
    }

    private static string FolderHelp(RunSpec spec) =>
        $"folder of the {(spec.Data.Manifest is null ? "IDX" : "NumPy")} files, or the one its subfolder {{DATASET}} is in (default: the usual places)";

    private static string Check(RunSpec spec)
    {
        string lossesOfDropout = PyTorchModel.HasDropout(spec) ? """

                if not comparable:
                    print(f"{start}; losses not compared: this PyTorch draws other dropout masks")
                    return 0 if same_start else 1
            """ : "";
        string scale = spec.PredictsNumbers ? " / max(1.0, abs(reference))" : "";
        return $$"""
            def check(weights, order, losses{{(PyTorchModel.HasDropout(spec) ? ", comparable" : "")}}):
                same_start = weights == REFERENCE_WEIGHTS and order == REFERENCE_ORDER
                start = "initial weights " + ("identical" if weights == REFERENCE_WEIGHTS else "DIFFER")
                start += "; batch order " + ("identical" if order == REFERENCE_ORDER else "DIFFERS"){{lossesOfDropout}}
                differences = [abs(loss - reference){{scale}} for loss, reference in zip(losses, REFERENCE_LOSSES)]
                close = differences[:CLOSE_STEPS]
                part = f" ({max(close):.0e} in the first {CLOSE_STEPS}, which count)" if len(close) < len(losses) else ""
                print(f"{start}; {len(losses)} losses, largest difference {max(differences):.0e}{part}")
                for step, difference in enumerate(close, start=1):
                    if not difference <= TOLERANCE:  # NaN too
                        print(f"step {step}: loss {losses[step - 1]:.9f}, expected {REFERENCE_LOSSES[step - 1]:.9f} within {TOLERANCE:.0e}")
                        return 1
                return 0 if same_start else 1
            """;
    }
}
