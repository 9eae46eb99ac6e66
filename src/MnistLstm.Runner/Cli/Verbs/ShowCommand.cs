using System.CommandLine;
using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>show &lt;name&gt;</c>: the model, its shapes and parameters, the resolved spec; or the emitted code.</summary>
internal static class ShowCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A run, an experiment or its file");
        Option<string?> code = new("--code")
        {
            Description = "Print the emitted C# of model and trainer instead: exact (the default) or torchsharp",
            HelpName = "engine",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => result.Tokens.Count == 0 ? ExactEngine.Name : CommonOptions.ParseWord(result, "--code", RunEngines.Words),
        };
        Option<bool> trace = new("--trace") { Description = "Print the model's values for one sample instead" };
        Option<int?> index = new("--index") { Description = "With --trace: the test sample's index, from 0 (default: 0)", HelpName = "N" };
        Option<string?> results = CommonOptions.Results();
        Option<string?> data = CommonOptions.Data();
        Option<string?> from = FromOption.OfTrained();
        Command command =
            new("show", "Show a run's model, tensor shapes, parameters and resolved spec.") { name, code, trace, index, results, data, from };
        command.SetAction(parse =>
        {
            if (parse.GetValue(trace))
            {
                RunSpec spec = FromOption.Of(EvaluateCommand.One(services, parse.GetRequiredValue(name)), parse.GetValue(from));
                return Trace(services, spec, parse.GetValue(index) ?? 0, parse.GetValue(results), parse.GetValue(data));
            }

            if ((parse.GetValue(index) is null ? parse.GetValue(results) ?? parse.GetValue(data) : "") is not null)
            {
                throw new UsageException("--index, --results and --data of show need --trace",
                    $"dotnet run -- show {ShellText.Quote(parse.GetRequiredValue(name))} --trace");
            }

            IReadOnlyList<SelectedRun> selected = services.Select([parse.GetRequiredValue(name)]);
            if (parse.GetValue(code) is { } engine)
            {
                Func<RunSpec, string> text = engine == ExactEngine.Name ? spec => spec.ModelCode() : spec => spec.TorchSharpCode();

                // The runs of a family share their code.
                services.Terminal.Output.Write(string.Join('\n', selected.Select(run => text(run.Spec)).Distinct()));
                foreach (string file in selected.SelectMany(run => run.Spec.Hooks?.Files ?? []).Distinct())
                {
                    services.Terminal.Note($"with hooks in {file}");
                }

                return ExitCode.Success;
            }

            for (int i = 0; i < selected.Count; i++)
            {
                if (i > 0)
                {
                    services.Terminal.Data();
                }

                RunDescription.Print(services.Terminal, FromOption.Of(selected[i].Spec, parse.GetValue(from)));
            }

            return ExitCode.Success;
        });
        return new DocumentedCommand(command, """
            --trace follows a test sample through the network with the stored weights, or
            the initial ones if no result is stored: each direction's output at the last
            step, its final state, whether the two are equal, and the scores. The values are
            computed in double precision from PyTorch's formulas, and checked against the
            engine's scores.

            Examples:
              dotnet run -- show lstm-128
              dotnet run -- show experiments/bilstm-64.yaml
              dotnet run -- show lstm-128 --code
              dotnet run -- show lstm-128 --code torchsharp
              dotnet run -- show bilstm-64 --trace --index 3

            Next: dotnet run -- run <name>

            """);
    }

    private static int Trace(CommandServices services, RunSpec spec, int index, string? results, string? folder)
    {
        Dataset data;
        try
        {
            data = services.LoadData(spec.Data, new DataOptions { Places = services.DataPlaces(folder), MayFetch = false }, services.Cancellation);
        }
        catch (DataException error)
        {
            services.Terminal.Note(new TextPiece("error: ", Tone.Bad), error.Message);
            return ExitCode.DataUnavailable;
        }

        if (index < 0 || index >= data.Test.Count)
        {
            throw new UsageException($"--index {index}: the test part of {spec.Dataset} has the samples 0 to {data.Test.Count - 1}");
        }

        bool stored = services.Runs(results).Stored(spec).Status == RunStatus.Cached;
        using Trainer trainer = stored ? services.OpenTrained(spec, results, data, 1) : spec.CreateTrainer(data, new TrainingOptions());
        if (trainer.TransformsImages)
        {
            throw new CommandException($"{spec.Name} transforms its images in C#, so --trace does not know what its model reads");
        }

        // The first touch of the model gives it its initial weights.
        Prediction prediction = trainer.Predict(data.Test.At(index))[0];
        SampleTrace trace = SampleTrace.Of(trainer.Model, Steps(trainer.Model, trainer.Read(data.Test, index)));
        string outcome = data.Test.Targets is { } targets
            ? $"{NumberReport.Numbers(targets.Of(index).ToArray())}, predicted {NumberReport.Numbers(prediction.Scores)}"
            : $"a {data.Test.Labels[index]} taken for a {prediction.Label}";
        services.Terminal.DataWrapped($"{spec.Name}  {(stored ? "trained" : "initial")} weights, test #{index}, {outcome}");
        TraceReport.Print(services.Terminal, trainer.Model, trace);
        return trace.Agrees(prediction.Scores)
            ? ExitCode.Success
            : throw new CommandException(
                $"the engine's scores are "
                    + $"others: {string.Join(' ', prediction.Scores.Select(score => score.ToString("0.0000", CultureInfo.InvariantCulture)))}; look: dotnet "
                    + $"run -- doctor");
    }

    private static double[][] Steps(SequenceClassifier model, float[] sample)
    {
        double[][] steps = new double[model.Steps][];
        for (int t = 0; t < steps.Length; t++)
        {
            steps[t] = [.. sample.Skip(t * model.InputSize).Take(model.InputSize).Select(value => (double)value)];
        }

        return steps;
    }
}
