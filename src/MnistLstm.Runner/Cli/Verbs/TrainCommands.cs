using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Cli.Sweeping;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Sweeps.Halving;
using MnistLstm.Training;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>run</c> and <c>sweep</c>: the same work, named one by one or taken from folders.</summary>
internal static class TrainCommands
{
    public static DocumentedCommand CreateRun(CommandServices services)
    {
        Command command = new("run", "Train the named runs, store the results and check them against their snapshots.");
        Argument<string[]> words = CommonOptions.Words("name", "Names or files of experiments", ArgumentArity.OneOrMore);
        AddTraining(command, words, services, sweep: null);
        return new DocumentedCommand(command, """
            Runs that already have results are skipped (--force repeats them). --from starts
            from the weights in a file instead of the seed's: one that export or PyTorch
            wrote. That is another run, with results of its own: give --from to evaluate,
            predict, show and export, too.
            Exit codes: 0 fine, 1 a run failed, 2 usage, 3 a snapshot differs, 4 no data,
            130 interrupted.

            Examples:
              dotnet run -- run quick/lstm-32
              dotnet run -- run experiments/lstm-128.yaml --threads 2
              dotnet run -- run quick/lstm-32 --force --format json
              dotnet run -- run tuned --from lstm-32.safetensors

            Next: dotnet run -- compare; dotnet run -- snapshots accept <name>

            """);
    }

    public static DocumentedCommand CreateSweep(CommandServices services)
    {
        Command command = new("sweep", "Train all runs of folders, files or globs, several at a time, and print the results table.");
        Argument<string[]> words = CommonOptions.Words("path", "Folders, files or globs (quote a glob)", ArgumentArity.OneOrMore);
        AddTraining(command, words, services, new SweepOnly());
        return new DocumentedCommand(command, """
            Runs that already have results are skipped, so after an interruption the same
            command goes on. Start it a second time beside the first, or on another machine
            with the same results folder, and they share the work: each run is trained once.
            The sweep chooses how many runs to train at a time, the longest first; with
            --jobs 1 the shortest is first. Missing data is downloaded once; if that fails,
            the accepted snapshot's figures are shown, marked "verified, not run here".
            --on slurm trains on a cluster, each task its share of the runs, and reads the
            results as they come; Ctrl-C offers to cancel the tasks, and the same command
            follows them again. docs/scale.md has more, also on --shard.
            --halving is for searches: all runs are trained for --min-resource epochs, the
            best third for three times as many, and so on (--reduction-factor 3), judged by
            their held-out samples only. The others are halted; any of them can go on. The
            decisions are stored, and are the same for the same runs, whatever --jobs says
            and however often you interrupt the sweep.
            Exit codes: 0 fine, 1 a run failed, 2 usage, 3 a snapshot differs, 4 no data,
            130 interrupted.

            Examples:
              dotnet run -- sweep experiments/
              dotnet run -- sweep experiments/ --dry-run
              dotnet run -- sweep experiments/ --jobs 8
              dotnet run -- sweep 'experiments/quick/lstm-*.yaml'
              dotnet run -- sweep sweeps/random-search --halving
              dotnet run -- sweep experiments/ --on slurm --sbatch partition=long
              dotnet run -- sweep experiments/ --format json > results.json
              dotnet run -- sweep experiments/ --report report.html

            Next: dotnet run -- compare shows the table again

            """);
    }

    private static void AddTraining(Command command, Argument<string[]> words, CommandServices services, SweepOnly? sweep)
    {
        Option<string?> engine = CommonOptions.Engine("Train with exact or torchsharp (default: exact); see docs/torchsharp.md");
        Option<int?> threads = CommonOptions.Threads(
            $"Threads within a run (default: {(sweep is null ? "as many as its steps keep busy" : "chosen with --jobs")}); "
                + "never changes a result of the exact engine");
        Option<long?> memory = MemoryOption.Create();
        Option<bool> force = new("--force") { Description = "Train again even if a result is stored" };
        Option<bool> failFast = new("--fail-fast") { Description = "Stop after the first run that fails or differs from its snapshot" };
        Option<bool> noCheck = new("--no-check") { Description = "Do not compare with snapshots" };
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> results = CommonOptions.Results();
        Option<string?> data = CommonOptions.Data();
        Option<string?> log = LogOption.Create();
        Option<string?> from = FromOption.ToTrain();
        command.Add(words);
        foreach (Option option in (Option[])[format, engine, .. sweep is null ? [from] : (Option[])[sweep.Jobs], threads, memory, force, failFast,
            noCheck, results, data, log,
            .. sweep is null ? Array.Empty<Option>() : [.. sweep.Halving.All, sweep.Shard, .. sweep.Slurm.All, sweep.DryRun, sweep.Report]])
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            IReadOnlyList<SelectedRun> selected = services.Select(parse.GetRequiredValue(words));
            selected = sweep is not null && parse.GetValue(sweep.Shard) is { } shard ? shard.Of(selected) : selected;
            bool again = parse.GetValue(force);
            HalvingOptions? halving = sweep?.Halving.Of(parse, parse.GetValue(sweep.Shard) is not null, parse.GetValue(sweep.Slurm.On) is not null);
            if (sweep is not null && sweep.Slurm.IsMeant(parse, again))
            {
                return OnSlurm(parse, sweep, selected);
            }

            RunEngine chosen = services.Engine(parse.GetValue(engine), parse.GetValue(threads));
            if (sweep is null && parse.GetValue(from) is { } weights)
            {
                selected = chosen.Word == ExactEngine.Name
                    ? [.. selected.Select(run => run with { Spec = FromOption.Of(run.Spec, weights) })]
                    : throw new UsageException($"--from needs the exact engine; it cannot be combined with --engine {chosen.Word}", "leave --engine out");
            }

            if (halving is not null)
            {
                HalvingObstacle.Refuse(chosen, [.. selected.Select(run => run.Spec)], halving);
            }

            IRunService runs = services.RunsOf(parse.GetValue(results), chosen);
            SweepSplit split = new(1, parse.GetValue(threads) ?? chosen.DefaultThreads);
            if (sweep is not null)
            {
                // Looked at once for all that follows: there may be thousands.
                bool dryRun = parse.GetValue(sweep.DryRun);
                Dictionary<string, RunResult> stored = again && !dryRun ? []
                    : SideBySide.Map(selected, run => runs.Stored(run.Spec)).ToDictionary(result => result.Spec.Name, StringComparer.Ordinal);
                split = SplitOf(selected, spec => again || stored[spec.Name].Status is not RunStatus.Cached, chosen, parse.GetValue(sweep.Jobs),
                    parse.GetValue(threads), services.Processors);
                selected = SweepOrder.Of(selected, split.Jobs);
                if (dryRun)
                {
                    DryRun.Print(services, runs, again, parse.GetValue(format), [.. selected.Select(run => stored[run.Spec.Name])],
                        halving is null ? null : Foresee(services, runs, selected, halving, parse.GetValue(results), again));
                    return ExitCode.Success;
                }
            }

            OutputFile? report = sweep is null ? null : Page(parse, sweep);
            RunOptions execution = Threads(chosen, parse.GetValue(threads), split.Threads) with
            {
                Memory = MemoryOption.ValueOf(parse, memory, chosen),
                Force = again,
                Check = !parse.GetValue(noCheck),
                AsBuilt = sweep is not null && parse.GetValue(sweep.Slurm.AsBuilt),
            };
            SweepOptions options = new(chosen, execution, parse.GetValue(failFast), split.Jobs);
            string? events = LogOption.Folder(parse.GetValue(log), services.Paths());
            SweepPrinter printer = new(services, options, parse.GetValue(results), parse.GetValue(data), parse.GetValue(format), events, report);
            return halving is null ? printer.Execute(selected) : printer.Execute(selected, halving, specs => SplitOf(
                [.. specs.Select(spec => new SelectedRun(spec, Named: false))], spec => again || runs.Stored(spec).Status is not RunStatus.Cached, chosen,
                parse.GetValue(sweep!.Jobs), parse.GetValue(threads), services.Processors));
        });

        int OnSlurm(ParseResult parse, SweepOnly sweep, IReadOnlyList<SelectedRun> selected)
        {
            int threadsOfTask = parse.GetValue(threads) ?? 1;
            RunEngine chosen = services.Engine(parse.GetValue(engine), threadsOfTask);
            SlurmCommand slurm =
                new(services, chosen, parse.GetValue(results), parse.GetValue(data), parse.GetValue(format))
            {
                Execution = new RunOptions
                {
                    Threads = threadsOfTask, Memory = MemoryOption.ValueOf(parse, memory, chosen), Check = !parse.GetValue(noCheck),
                },
                AtATime = parse.GetValue(sweep.Jobs),
                Tasks = parse.GetValue(sweep.Slurm.Tasks),
                Sbatch = parse.GetValue(sweep.Slurm.Sbatch) ?? [],
                FailFast = parse.GetValue(failFast),
                Log = LogOption.Folder(parse.GetValue(log), services.Paths()),
                Report = Page(parse, sweep),
            };
            return parse.GetValue(sweep.DryRun) ? slurm.Show(selected) : slurm.Execute(selected);
        }
    }

    /// <summary>Says which rungs there are, and gives what would become of each run.</summary>
    private static IReadOnlyDictionary<string, string> Foresee(
        CommandServices services, IRunService runs, IReadOnlyList<SelectedRun> selected, HalvingOptions halving, string? results, bool force)
    {
        int candidates = HalvingCandidate.Of(selected).Count;
        if (candidates > 0)
        {
            int epochs = selected[0].Spec.Epochs;
            services.Terminal.Note(HalvingText.Plan(HalvingLadder.Of(candidates, epochs, halving), candidates, selected[0].Spec));
        }

        HalvingFile file = new(services.Layout(results), halving, [.. selected.Select(run => runs.Stored(run.Spec))]);
        return HalvingPlan.Of(runs, selected, halving, file, force);
    }

    private static OutputFile? Page(ParseResult parse,
        SweepOnly sweep) => parse.GetValue(sweep.Report) is { } page ? OutputOption.Page("--report", page) : null;

    private static SweepSplit SplitOf(
        IReadOnlyList<SelectedRun> selected, Func<RunSpec, bool> isTrained, RunEngine engine, int? jobs, int? threads, int processors)
    {
        if (engine.SideBySideObstacle is { } obstacle)
        {
            return jobs is null or 1
                ? new SweepSplit(1, threads ?? engine.DefaultThreads)
                : throw new UsageException($"--jobs is 1 with --engine {engine.Word}",
                    $"{obstacle}; several processes share a sweep: start the same command again beside it");
        }

        if ((long)(jobs ?? 1) * (threads ?? 1) > CommonOptions.MostThreads)
        {
            throw new UsageException(
                FormattableString.Invariant($"--jobs {jobs} with --threads {threads} would be {(long)jobs!.Value * threads!.Value} threads"),
                FormattableString.Invariant($"this machine does {processors} at a time; ask for at most {CommonOptions.MostThreads} in all"));
        }

        RunOptions most = Threads(engine, threads, processors);
        return SweepSplit.Choose(jobs, threads, processors,
            [.. selected.Where(run => isTrained(run.Spec)).Select(run => (SweepOrder.Work(run.Spec), most.ThreadsOf(run.Spec)))]);
    }

    /// <summary>The threads that are said, or at most so many.</summary>
    private static RunOptions Threads(RunEngine engine, int? said, int most) =>
        new() { Threads = said ?? most, ThreadsByWork = said is null && engine.Word == ExactEngine.Name };

    /// <summary>The options that only sweep has.</summary>
    private sealed record SweepOnly
    {
        public Option<int?> Jobs { get; } =
            CommonOptions.Count("--jobs", "Runs at a time (default: chosen so that all end soonest; with --on slurm all); never changes a result",
                CommonOptions.MostThreads);

        public HalvingOptionsOfSweep Halving { get; } = new();

        public SlurmOptionsOfSweep Slurm { get; } = new();

        public Option<SweepShard?> Shard { get; } = new("--shard")
        {
            Description = "Only the i-th of n parts of the runs, for machines without a shared folder: 2/5",
            HelpName = "i/n",
            CustomParser = result =>
            {
                string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
                if (SweepShard.Parse(word) is not { } shard)
                {
                    result.AddError($"--shard expects i/n with i from 1 to n, as in 2/5, got '{word}'");
                    return null;
                }

                return shard;
            },
        };

        public Option<string?> Report { get; } = CommonOptions.Path("--report", "An HTML page to keep up to date while the sweep runs", "file");

        public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Show what would be trained and why; train nothing" };
    }
}
