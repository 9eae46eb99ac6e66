using System.CommandLine;
using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Bench;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>bench [run…]</c>: how fast this machine trains, and how much of what it could.</summary>
internal static class BenchCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string[]> words =
            CommonOptions.Words("run", "Runs to time an epoch of (or the steps to the first evaluation), instead of shapes", ArgumentArity.ZeroOrMore);
        Option<bool> quick = new("--quick") { Description = "Only the shapes of the two published experiments" };
        Option<bool> all = new("--all") { Description = "Every hidden size with every batch and number of layers" };
        Option<string[]> only = new("--only")
        {
            Description = "Groups of shapes: " + string.Join(", ", BenchGrid.Groups.Select(group => group.Word)),
            HelpName = "group",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. BenchGrid.Groups.Select(group => group.Word)]);
        Option<int?> threads = CommonOptions.Threads("Threads to compare with one (default: all processors)");
        Option<int?> samples = CommonOptions.Count("--samples", "Of a run: train on the first N images only", 60_000);
        Option<string?> engine = CommonOptions.Engine("torchsharp: measure libtorch beside ours (docs/torchsharp.md)");
        Option<long?> memory = MemoryOption.Create("Of shapes: what training may take, as 500M; a longer sequence is computed in blocks");
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> data = CommonOptions.Data();
        Command command = new("bench", "Measure training speed here against the machine's peak, phase by phase.") { words, quick, all, only, threads, samples,
            memory, engine, format, data };
        command.SetAction(parse =>
        {
            string[] names = parse.GetValue(words) ?? [];
            int most = parse.GetValue(threads) ?? Environment.ProcessorCount;
            int[] counts = most == 1 ? [1] : [1, most];
            BenchPrinter printer = new(services.Terminal, parse.GetValue(format), services.EngineVersion);
            string[] groups = parse.GetValue(only) ?? [];
            long? room = parse.GetValue(memory);
            Check(names.Length > 0, room is not null, parse.GetValue(quick), parse.GetValue(all), groups.Length > 0, parse.GetValue(samples),
                parse.GetValue(data));
            IBenchPeer? peer = Peer(services, parse.GetValue(engine));
            if (names.Length > 0)
            {
                return Epochs(services, peer, names, counts, parse.GetValue(samples), services.DataPlaces(parse.GetValue(data)), printer);
            }

            IReadOnlyList<BenchShape> shapes = groups.Length > 0 ? [.. BenchGrid.Groups.Where(group => groups.Contains(group.Word)).SelectMany(
                group => group.Shapes).Distinct()]
                : parse.GetValue(quick) ? BenchGrid.Published
                : parse.GetValue(all) ? BenchGrid.All
                : BenchGrid.Usual;
            shapes = [.. shapes.Select(shape => shape with { Memory = room })];
            if (room is { } bytes && shapes.FirstOrDefault(shape => shape.MemoryOn(most).Bytes > bytes) is { } large)
            {
                throw new UsageException($"--memory: {large.Name} takes {Figures.Size(large.MemoryOn(most).Bytes)} at least");
            }

            if (peer is not null && shapes.FirstOrDefault(shape => shape.Cell != "lstm" || shape.Dropout != 0) is { } odd)
            {
                throw new UsageException(
                    $"{peer.Engine} has steps to time of LSTMs without dropout only, not of {odd.Name}", "leave out --engine, or give runs");
            }

            printer.Print(Shapes(services, peer, shapes, counts));
            return ExitCode.Success;
        });
        return new DocumentedCommand(command, """
            Only useful operations are counted; times are medians, and phases are
            differences of them (docs/benchmarks.md). A shape such as b100-h128 means batch
            100, hidden size 128; h2x64 has two directions, gru128 another cell, -l2 two
            layers, -d0.2 dropout, -t784 steps, -i1 features, -c1000 classes. The peak is
            the speed of the widest multiply-adds in registers. Close other programs first.

            Examples:
              dotnet run -- bench
              dotnet run -- bench --quick --threads 4
              dotnet run -- bench --only cells dropout
              dotnet run -- bench --only long --memory 500M
              dotnet run -- bench --all --format csv > bench.csv
              dotnet run -- bench lstm-128 bilstm-64
              dotnet run -p:TorchSharp=true -- bench --quick --engine torchsharp

            Next: benchmarks/pytorch/compare measures against PyTorch

            """);
    }

    private static void Check(bool runs, bool memory, bool quick, bool all, bool only, int? samples, string? data)
    {
        string[] choices = [.. new[] { (quick, "--quick"), (all, "--all"), (only, "--only") }.Where(choice => choice.Item1).Select(choice => choice.Item2)];
        if (choices.Length > 1)
        {
            throw new UsageException($"give {string.Join(" or ", choices)}, not both");
        }

        if (runs && choices.Length > 0)
        {
            throw new UsageException($"{choices[0]} chooses shapes; runs have their own", "dotnet run -- bench <run>, or bench --quick");
        }

        if (runs && memory)
        {
            throw new UsageException("--memory of bench is for shapes, not for runs", "leave --memory out");
        }

        if (!runs && (samples is not null || data is not null))
        {
            throw new UsageException($"{(data is null ? "--samples" : "--data")} needs a run to time; shapes are measured on noise",
                "dotnet run -- bench lstm-128 --samples 6000");
        }
    }

    /// <summary>The engine that is named, when it is not ours; it is tried before anything is measured.</summary>
    private static IBenchPeer? Peer(CommandServices services, string? word)
    {
        RunEngine engine = services.Engine(word, null);
        if (engine.Word == services.Exact.Word)
        {
            return null;
        }

        return engine.Fault(engine.DefaultThreads) is { } fault ? throw new CommandException(fault) : services.BenchPeer(engine);
    }

    private static BenchReport Shapes(CommandServices services, IBenchPeer? peer, IReadOnlyList<BenchShape> shapes, int[] threads)
    {
        BenchClock clock = new(services.Time, services.Cancellation);
        services.Terminal.Note("measuring the peak");
        List<PeakFigures> peaks = [];
        foreach (int count in threads)
        {
            using IBenchPeak peak = services.Bench.Peak(count);
            peaks.Add(clock.Measure(peak, count));
        }

        List<ShapeFigures> figures = [];
        List<PeerFigures> theirs = [];
        foreach ((int index, BenchShape shape) in shapes.Index())
        {
            services.Terminal.Note($"{index + 1}/{shapes.Count} {shape.Name}");
            foreach (int count in threads)
            {
                using IBenchPeak peak = services.Bench.Peak(count);
                using (IBenchSubject subject = services.Bench.Prepare(shape, count))
                {
                    (PassTimes passes, PeakFigures beside) = clock.Measure(subject, peak, count);
                    figures.Add(ShapeFigures.Of(shape, beside, subject.EvaluationBatch, passes));
                }

                // Ours is gone by now, threads and all.
                if (peer is not null)
                {
                    using IBenchSubject subject = peer.Prepare(shape, count);
                    (PassTimes passes, PeakFigures beside) = clock.Measure(subject, peak, count);
                    theirs.Add(PeerFigures.Of(shape, beside, subject.EvaluationBatch, passes));
                }
            }
        }

        return new BenchReport(services.Bench.Machine, peaks, figures, peer is null ? null : new PeerReport(peer.Engine, peer.Library, theirs));
    }

    private static int Epochs(CommandServices services, IBenchPeer? peer, string[] names, int[] threads, int? samples, DataPlaces places, BenchPrinter printer)
    {
        List<(RunSpec Spec, Dataset Data)> runs = [];
        try
        {
            foreach (SelectedRun run in services.Select(names))
            {
                Dataset data = services.LoadData(run.Spec.Data, new DataOptions { Places = places }, services.Cancellation);
                runs.Add((run.Spec, samples is { } count ? Cut(run.Spec, data, count) : data));
            }
        }
        catch (DataException error)
        {
            services.Terminal.Note(error.Message);
            return ExitCode.DataUnavailable;
        }

        List<EpochFigures> figures = [];
        foreach ((int index, (RunSpec spec, Dataset data)) in runs.Index())
        {
            foreach (int count in threads)
            {
                services.Terminal.Note($"{index + 1}/{runs.Count} {spec.Name}, {BenchTables.Threads(count)}");
                figures.Add(services.Bench.Epoch(spec, data, count, services.Cancellation));
                if (peer is not null)
                {
                    figures.Add(Epoch(peer, spec, data, count, services.Cancellation));
                }
            }
        }

        printer.Print(services.Bench.Machine, figures, peer);
        return ExitCode.Success;
    }

    private static EpochFigures Epoch(IBenchPeer peer, RunSpec spec, Dataset data, int threads, CancellationToken cancellation)
    {
        try
        {
            return peer.Epoch(spec, data, threads, cancellation);
        }
        catch (NotSupportedException error)
        {
            throw new CommandException(error.Message);
        }
    }

    /// <summary>A run that asks for a number of images itself must still find them.</summary>
    private static Dataset Cut(RunSpec spec, Dataset data, int samples)
    {
        int least = spec.LeastTrainSamples;
        return samples >= least && samples <= data.Train.Count
            ? data with { Train = data.Train.Take(samples) }
            : throw new UsageException($"--samples expects {least} to {data.Train.Count} for {spec.Name}, got {samples}");
    }
}
