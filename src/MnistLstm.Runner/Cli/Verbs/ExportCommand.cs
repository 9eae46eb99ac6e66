using System.CommandLine;
using MnistLstm.Engine;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>export &lt;name&gt; -o file.safetensors [--initial]</c>, <c>export &lt;name&gt; --pytorch file.py</c>: a run for use elsewhere.</summary>
internal static class ExportCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A run, or an experiment of one run");
        Option<string?> output = CommonOptions.Path("--output", "The safetensors file to write", "file", "-o");
        Option<bool> initial = new("--initial") { Description = "With -o: the weights before training, which are PyTorch's for the same seed" };
        Option<string?> script = CommonOptions.Path("--pytorch", "The Python file to write: the same experiment as a PyTorch program", "file");
        Option<bool> force = OutputOption.Force();
        Option<string?> results = CommonOptions.Results();
        Option<string?> data = CommonOptions.Data();
        Command command = new("export", "Write a run's trained weights as safetensors, or the run as a PyTorch program.") { name, output, initial, script, force, results, data };
        command.SetAction(parse =>
        {
            string? weightsFile = parse.GetValue(output);
            string? scriptFile = parse.GetValue(script);
            bool isInitial = parse.GetValue(initial);
            Check(weightsFile, scriptFile, isInitial);
            RunSpec spec = One(services, parse.GetRequiredValue(name));
            bool replace = parse.GetValue(force);
            OutputFile file = OutputOption.File(scriptFile is null ? "-o" : "--pytorch", weightsFile ?? scriptFile!, replace);
            if (scriptFile is not null)
            {
                return WriteScript(services, spec, parse.GetValue(data), file, replace);
            }

            OutputOption.Writing<object?>(file, () =>
            {
                services.Export(spec, parse.GetValue(results), file, isInitial);
                return null;
            });
            services.Terminal.Note($"Wrote {weightsFile} ({spec.Name}, {(isInitial ? "initial" : "trained")} weights).");
            return ExitCode.Success;
        });
        return new DocumentedCommand(command, $"""
            --pytorch needs the run's data: the engine trains the first {PyTorchReference.Steps} steps, and the
            program carries their losses, so that it can compare PyTorch with them.
            Exit code 4: the data is missing or damaged; nothing is fetched.
            A file that is there is replaced with --force only; links are followed, pipes
            and devices are written to (-o /dev/stdout).

            Examples:
              dotnet run -- export lstm-128 -o lstm-128.safetensors
              dotnet run -- export lstm-128 --initial -o start.safetensors
              dotnet run -- export lstm-128 --pytorch lstm_128.py

            Next, in Python: model.load_state_dict(load_file("lstm-128.safetensors")), with
            load_file from safetensors.torch; or
              python3 lstm_128.py --steps 50 --check

            """);
    }

    private static void Check(string? weightsFile, string? scriptFile, bool initial)
    {
        if (weightsFile is null == scriptFile is null)
        {
            throw new UsageException(
                weightsFile is null ? "export needs a file to write" : "-o and --pytorch are two exports",
                "-o <file> for the weights as safetensors, --pytorch <file> for a PyTorch program; one at a time");
        }

        if (initial && scriptFile is not null)
        {
            throw new UsageException("--initial goes with -o: a PyTorch program draws its initial weights itself", "leave --initial out");
        }
    }

    private static RunSpec One(CommandServices services, string word)
    {
        IReadOnlyList<SelectedRun> selected = services.Select([word]);
        return selected.Count == 1
            ? selected[0].Spec
            : throw new UsageException($"'{word}' means {selected.Count} runs, and a file holds one", "name one of them: " + string.Join(", ", selected.Take(5).Select(run => ShellWord.Quote(run.Spec.Name))));
    }

    private static int WriteScript(CommandServices services, RunSpec spec, string? dataFolder, OutputFile file, bool replace)
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

        string? folder = OutputOption.Writing(file, () => services.ExportScript(spec, data, file, replace, services.Cancellation));
        services.Terminal.Note($"Wrote {file.Path} ({spec.Name}, with {EngineVersion.Name}'s start to compare with).");
        if (folder is not null)
        {
            services.Terminal.Note($"Wrote its data to {folder}.");
        }

        services.Terminal.Note($"  compare: python3 {ShellWord.Quote(file.Path)} --steps {PyTorchReference.Steps} --check");
        return ExitCode.Success;
    }
}
