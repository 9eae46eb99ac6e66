using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using MnistLstm.Engine;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Export.Onnx;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary>A run for use elsewhere: <c>export &lt;name&gt; -o file.safetensors</c>, <c>--onnx file.onnx</c>, <c>--pytorch file.py</c>, <c>--bundle
/// file.zip</c>.</summary>
internal static class ExportCommand
{
    private const int MostSteps = 100_000;

    private static readonly string[] s_counts = ["no", "one", "two", "three", "four"];

    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A run, or an experiment of one run");
        Option<string?> output = CommonOptions.Path("--output", "The safetensors file to write", "file", "-o");
        Option<bool> initial = new("--initial") { Description = "With -o or --onnx: the weights before training, which are PyTorch's for the same seed" };
        Option<string?> script = CommonOptions.Path("--pytorch", "The Python file to write: the same experiment as a PyTorch program", "file");
        Option<string?> onnx = CommonOptions.Path("--onnx", "The ONNX file to write: the model with its weights, for any runtime", "file");
        Option<string?> bundle = CommonOptions.Path("--bundle", "The zip file to write: all that verify needs on another machine", "file");
        Option<int?> steps =
            CommonOptions.Count("--steps", $"With --pytorch: the first steps whose losses it can compare (default: {PyTorchReference.Steps})", MostSteps);
        Option<bool> force = OutputOption.Force();
        Option<string?> results = CommonOptions.Results();
        Option<string?> data = CommonOptions.Data();
        Option<string?> from = FromOption.OfTrained();
        Command command = new("export", "Write a run's weights, its model as ONNX, the run as a PyTorch program, or a bundle to verify elsewhere.")
        {
            name, output, onnx, script, bundle, initial, steps, force, results, data, from,
        };
        command.SetAction(parse =>
        {
            bool isInitial = parse.GetValue(initial);
            (Option<string?> asked, string path) = Asked(parse, [output, onnx, script, bundle]);
            if (isInitial && asked != output && asked != onnx)
            {
                string why = asked == script ? "a PyTorch program draws its initial weights itself" : "a bundle is of a trained run";
                throw new UsageException($"--initial needs -o or --onnx: {why}", "leave --initial out");
            }

            if (parse.GetValue(steps) is not null && asked != script)
            {
                throw new UsageException("--steps needs --pytorch: it says how many losses the program carries", "leave --steps out");
            }

            if (parse.GetValue(from) is not null && (isInitial || (asked != output && asked != onnx)))
            {
                throw new UsageException("--from needs -o or --onnx, which write trained weights", "leave --from out");
            }

            RunSpec spec = FromOption.Of(One(services, parse.GetRequiredValue(name)), parse.GetValue(from));
            bool replace = parse.GetValue(force);
            OutputFile file = OutputOption.File(Shown(asked), path, replace);
            if (asked == script)
            {
                return WriteScript(services, spec, parse.GetValue(data), file, parse.GetValue(steps) ?? PyTorchReference.Steps, replace);
            }

            if (asked == bundle)
            {
                return WriteBundle(services, spec, parse.GetValue(results), file);
            }

            Dataset? set = null;
            if (asked == onnx && !TryRead(services, spec, parse.GetValue(data), out set))
            {
                return ExitCode.DataUnavailable;
            }

            OutputOption.Writing(file, () =>
            {
                if (set is null)
                {
                    services.Export(spec, parse.GetValue(results), file, isInitial);
                }
                else
                {
                    services.ExportOnnx(spec, set, parse.GetValue(results), file, isInitial);
                }
            });
            services.Terminal.Note($"Wrote {file.Name} ({spec.Name}, {(isInitial ? "initial" : "trained")} weights).");
            return ExitCode.Success;
        });
        return new DocumentedCommand(command, $"""
            --pytorch needs the run's data: the engine trains the first {PyTorchReference.Steps} steps, and the
            program carries their losses, so that it can compare PyTorch with them.
            Exit code 4: the data is missing or damaged; nothing is downloaded.
            An existing file is replaced only with --force; links are followed, and pipes
            and devices can be written to (-o /dev/stdout).

            Examples:
              dotnet run -- export lstm-128 -o lstm-128.safetensors
              dotnet run -- export lstm-128 --initial -o start.safetensors
              dotnet run -- export lstm-128 --onnx lstm-128.onnx
              dotnet run -- export lstm-128 --pytorch lstm_128.py
              dotnet run -- export lstm-128 --bundle lstm-128.zip

            An ONNX model reads {OnnxModel.Input} [batch, T, I], the images' values
            divided by 255, normalises and permutes them as the spec says, and gives
            {OnnxModel.Output} [batch, classes]. A runtime's scores are ours within 1e-5, not to
            the bit.

            Next, with a bundle: dotnet run -- verify lstm-128.zip, on any machine.
            In Python: model.load_state_dict(load_file("lstm-128.safetensors")), with
            load_file from safetensors.torch; or
              python3 lstm_128.py --steps 50 --check

            """);
    }

    // The one option that names a file.
    private static (Option<string?> Option, string Path) Asked(ParseResult parse, IReadOnlyList<Option<string?>> options)
    {
        Option<string?>[] given = [.. options.Where(option => parse.GetValue(option) is not null)];
        return given.Length == 1
            ? (given[0], parse.GetValue(given[0])!)
            : throw new UsageException(
                given.Length == 0 ? "export needs a file to write"
                    : $"{string.Join(", ", given.SkipLast(1).Select(Shown))} and {Shown(given[^1])} are {s_counts[given.Length]} exports",
                "-o <file> for the weights as safetensors, --onnx <file> for the model, --pytorch <file> for a PyTorch program, --bundle <file> for a zip "
                    + "file to verify elsewhere; one at a time");
    }

    private static string Shown(Option option) => option.Aliases.FirstOrDefault() ?? option.Name;

    // A network's file needs none of the data, but for the figures that it normalises with.
    private static bool TryRead(CommandServices services, RunSpec spec, string? dataFolder, [NotNullWhen(true)] out Dataset? set)
    {
        set = null;
        try
        {
            set = BlankData.NormalizesByTraining(spec)
                ? services.LoadData(spec.Data, new DataOptions { Places = services.DataPlaces(dataFolder), MayFetch = false }, services.Cancellation)
                : BlankData.For(spec);
            return true;
        }
        catch (DataException error)
        {
            services.Terminal.Note($"{spec.Name} was not exported: it normalises by figures of its training part, which needs the data");
            services.Terminal.Note(error.Message);
            return false;
        }
    }

    private static int WriteBundle(CommandServices services, RunSpec spec, string? results, OutputFile file)
    {
        OutputOption.Writing(file, () => services.ExportBundle(spec, results, file));
        services.Terminal.Note($"Wrote {file.Name} ({spec.Name}: spec, metrics, weights, hashes).");
        services.Terminal.Note($"  on another machine: dotnet run -- verify {ShellText.Quote(Path.GetFileName(file.Path))}");
        return ExitCode.Success;
    }

    private static RunSpec One(CommandServices services, string word)
    {
        IReadOnlyList<SelectedRun> selected = services.Select([word]);
        return selected.Count == 1
            ? selected[0].Spec
            : throw new UsageException($"'{word}' means {selected.Count} runs, and a file holds one",
                "name one of them: " + string.Join(", ", selected.Take(5).Select(run => ShellText.Quote(run.Spec.Name))));
    }

    private static int WriteScript(CommandServices services, RunSpec spec, string? dataFolder, OutputFile file, int steps, bool replace)
    {
        Dataset data;
        try
        {
            data = services.LoadData(spec.Data, new DataOptions { Places = services.DataPlaces(dataFolder) }, services.Cancellation);
        }
        catch (DataException error)
        {
            services.Terminal.Note($"{spec.Name} was not exported: its first training steps need the data");
            services.Terminal.Note(error.Message);
            return ExitCode.DataUnavailable;
        }

        string? folder = OutputOption.Writing(file, () => services.ExportScript(spec, data, file, steps, replace, services.Cancellation));
        services.Terminal.Note($"Wrote {file.Name} ({spec.Name}, with {EngineVersion.Name}'s start to compare with).");
        if (folder is not null)
        {
            services.Terminal.Note($"Wrote its data to {ObeyedText.Replace(folder)}.");
        }

        services.Terminal.Note(
            $"  compare: python3 {ShellText.Quote(file.Path)} --steps {steps.ToString(System.Globalization.CultureInfo.InvariantCulture)} --check");
        return ExitCode.Success;
    }
}
