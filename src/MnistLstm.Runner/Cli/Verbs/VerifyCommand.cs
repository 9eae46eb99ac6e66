using System.CommandLine;
using MnistLstm.Runner.Authoring;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Export.Bundles;
using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>verify file.zip</c>: trains a bundle's run again and says whether every bit is the same.</summary>
internal static class VerifyCommand
{
    // Where a bundle's spec goes when its own place is taken.
    private const string OtherFolder = "bundles/";

    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> file = CommonOptions.Word("file", "A bundle that export --bundle wrote, here or elsewhere");
        Option<bool> add = new("--add") { Description = "Put the bundle's spec into experiments/ if this program has no such run" };
        Option<int?> threads = CommonOptions.Threads();
        Option<string?> data = CommonOptions.Data();
        Command command = new("verify", "Train the run of a bundle again and compare every bit with it.") { file, add, threads, data };
        command.SetAction(parse =>
        {
            Bundle bundle = BundleReader.Read(parse.GetRequiredValue(file));
            BundleMatch match = new(services.Catalog(), services.Datasets(), new RunDataSource(), services.Exact);
            if (match.Find(bundle) is { } spec)
            {
                return Verify(services, bundle, spec, parse.GetValue(threads) ?? services.Exact.DefaultThreads, parse.GetValue(data));
            }

            BundleObstacle obstacle = match.WhyNot(bundle);
            if (parse.GetValue(add) && obstacle.AddHelps)
            {
                return Add(services, bundle);
            }

            services.Terminal.Note(new TextPiece("error: ", Tone.Bad),
                $"'{bundle.File}' is of {bundle.Manifest.Name}, and cannot be verified here: {obstacle.Reason}");
            services.Terminal.Note("help:  ", obstacle.Remedy);
            return ExitCode.Failed;
        });
        return new DocumentedCommand(command, """
            The run is found by its fingerprint (its values, data and engine), whatever its
            name here. It is trained in memory; no result is read or written, nothing is
            downloaded. It stops at the first epoch that differs.
            If this program has no such run, --add writes the bundle's spec to experiments/,
            and the same command without --add builds and verifies it. A bundle contains no
            code, and nothing of the zip file is unpacked.
            Exit codes: 0 same bits, 1 it cannot be verified, 2 usage, 3 different bits, 4
            no data, 130 interrupted.

            Examples:
              dotnet run -- verify lstm-128.zip
              dotnet run -- verify theirs.zip --add
              dotnet run -- verify theirs.zip

            Next: docs/results.md says what a bundle holds and what it proves

            """);
    }

    private static int Verify(CommandServices services, Bundle bundle, RunSpec spec, int threads, string? dataFolder)
    {
        if (services.StaleSpec(spec) is { } stale)
        {
            throw new CommandException(stale);
        }

        if (services.Exact.Fault(threads) is { } fault)
        {
            throw new CommandException(fault);
        }

        Dataset data;
        try
        {
            data = services.LoadData(spec.Data, new DataOptions { Places = services.DataPlaces(dataFolder), MayFetch = false }, services.Cancellation);
        }
        catch (DataException error)
        {
            services.Terminal.Note(new TextPiece("error: ", Tone.Bad), error.Message);
            return ExitCode.DataUnavailable;
        }

        BundleReport report = new(
            services.Terminal, bundle, spec, services.Exact.SourcesSha256(spec), BundleEnvironment.Of(ManifestEnvironment.Here(threads, null)));
        report.Begin();
        using Trainer trainer = spec.CreateTrainer(data, new TrainingOptions { Threads = threads });
        ISweepProgress progress = services.Terminal.Live is { } console ? new LiveProgress(console, services.Time) : new PlainProgress(services.Terminal);
        EpochDifference? difference = progress.Watch("", spec, view => BundleTraining.Compare(bundle, trainer, view, services.Cancellation));
        return report.Finding(difference);
    }

    private static int Add(CommandServices services, Bundle bundle)
    {
        SpecPaths paths = services.Paths();
        SpecFolder folder = new(paths);
        string own = bundle.Manifest.Experiment;
        string again = $"dotnet run -- verify {ShellText.Quote(bundle.File)}";
        foreach (string name in (string[])[own, OtherFolder + own])
        {
            string there = paths.Absolute(NewSpecName.Parse(name, draft: false).Path);
            if (File.Exists(there) && StoredFile.TryReadText(there, StoredFile.SmallLimit) == bundle.SpecText)
            {
                services.Terminal.Data($"experiments/{name}.yaml has the bundle's spec already. Build and verify it:");
                services.Terminal.Data("  " + again);
                return ExitCode.Success;
            }
        }

        NewSpecName free = Free(own, folder.Content());
        folder.Write(free, bundle.SpecText);
        services.Terminal.Data($"Created {free.Path} from the bundle. Build and verify it:");
        services.Terminal.Data("  " + again);
        return ExitCode.Success;
    }

    private static NewSpecName Free(string experiment, IReadOnlyCollection<string> existing)
    {
        NewSpecName own = NewSpecName.Parse(experiment, draft: false);
        try
        {
            own.ThrowIfTaken(existing);
            return own;
        }
        catch (UsageException)
        {
            // Another experiment has its place here; that one is left alone.
            NewSpecName other = NewSpecName.Parse(OtherFolder + experiment, draft: false);
            other.ThrowIfTaken(existing);
            return other;
        }
    }
}
