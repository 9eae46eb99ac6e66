using System.Globalization;
using System.Text.Json.Nodes;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Sweeps.Halving;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Sweeps.Halving;

/// <summary>A halved sweep over a repository: nine runs of nine epochs, three of which go on from epoch 1 and one from epoch 3.</summary>
public sealed class HalvingSweepTests : IDisposable
{
    /// <summary>9 runs to epoch 1, 3 to epoch 3, 1 to epoch 9.</summary>
    private const int AllEpochs = (9 * 1) + (3 * 2) + (1 * 6);

    /// <summary>Trainings of an epoch in which a sweep ends: the first, one between, and the last of each rung.</summary>
    private static readonly int[] s_endings = [1, 5, 9, 10, 13, 15, 16, 18, AllEpochs];

    private static readonly ExactEngine s_engine = new("a test's", _ => null);
    private readonly TestRepository _repository = new();
    private readonly List<string> _notes = [];

    public HalvingSweepTests() => _repository.Training.ValidationAccuracy = ByLearningRate;

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void From_each_rung_only_the_best_are_trained_on()
    {
        IReadOnlyList<SweepOutcome> outcomes = Halve(_repository);
        Assert.Equal(AllEpochs, _repository.Training.Epochs);
        Assert.Equal([1, 1, 1, 1, 1, 1, 3, 3, 9], outcomes.Select(outcome => outcome.Result.Epochs.Count));
        Assert.Equal([.. Enumerable.Repeat(RunStatus.Halted, 8), RunStatus.Completed], outcomes.Select(outcome => outcome.Result.Status!.Value));
        Assert.Equal(0, ExitCode.Of(outcomes, interrupted: false, check: true, ci: true) & ~ExitCode.SnapshotDiffers);
    }

    [Fact]
    public void A_run_that_went_on_has_the_files_of_one_that_was_never_halted()
    {
        Halve(_repository);
        using TestRepository whole = new();
        whole.Training.ValidationAccuracy = ByLearningRate;
        RunSpec spec = Family(whole)[^1];
        Assert.Equal(RunStatus.Completed, whole.Execute(spec).Status);
        Assert.All([RunFiles.Epochs, RunFiles.Model, RunFiles.State], file =>
            Assert.Equal(File.ReadAllBytes(whole.RunFile(spec, file)), File.ReadAllBytes(_repository.RunFile(spec, file))));
    }

    [Fact]
    public void The_decisions_are_stored_with_the_figures_they_rest_on()
    {
        Halve(_repository);
        JsonNode record = JsonNode.Parse(File.ReadAllText(DecisionsOf(_repository)))!;
        JsonArray rungs = record["rungs"]!.AsArray();
        Assert.Equal([1, 3], rungs.Select(rung => (int)rung!["epoch"]!));
        JsonArray first = rungs[0]!["candidates"]!.AsArray();
        Assert.Equal([0.09, 0.08, 0.07, 0.06, 0.05, 0.04, 0.03, 0.02, 0.01], first.Select(place => (double)place!["validation_accuracy"]!));
        Assert.Equal([true, true, true, false, false, false, false, false, false], first.Select(place => (bool)place!["goes_on"]!));
        Assert.Equal(_repository.Results.FingerprintOf(Family(_repository)[8]), (string)first[0]!["runs"]![0]!["fingerprint"]!);
    }

    [Fact]
    public void Repeated_it_trains_nothing_and_says_the_same()
    {
        IReadOnlyList<SweepOutcome> before = Halve(_repository);
        byte[] decisions = File.ReadAllBytes(DecisionsOf(_repository));
        int started = _repository.Training.Started;
        IReadOnlyList<SweepOutcome> again = Halve(_repository);
        Assert.Equal(started, _repository.Training.Started);
        Assert.Equal(decisions, File.ReadAllBytes(DecisionsOf(_repository)));
        Assert.Equal(before.Select(outcome => outcome.Result.WeightsSha256), again.Select(outcome => outcome.Result.WeightsSha256));
        Assert.Equal([.. Enumerable.Repeat(RunStatus.Halted, 8), RunStatus.Cached], again.Select(outcome => outcome.Result.Status!.Value));
    }

    [Fact]
    public void Jobs_and_the_order_of_the_runs_decide_nothing()
    {
        Halve(_repository);
        using TestRepository other = new();
        other.Training.ValidationAccuracy = ByLearningRate;
        RunSpec[] reversed = [.. Family(other).Reverse()];
        Halve(other, specs: reversed, jobs: 3);
        Assert.Equal(Path.GetFileName(DecisionsOf(_repository)), Path.GetFileName(DecisionsOf(other)));
        Assert.Equal(File.ReadAllBytes(DecisionsOf(_repository)), File.ReadAllBytes(DecisionsOf(other)));
    }

    [Fact]
    public void Interrupted_in_any_epoch_it_goes_on_to_the_same_decisions_without_training_anything_twice()
    {
        Halve(_repository);
        byte[] decisions = File.ReadAllBytes(DecisionsOf(_repository));
        Assert.All(s_endings, at =>
        {
            using TestRepository repository = new();
            using CancellationTokenSource source = new();
            repository.Training.ValidationAccuracy = ByLearningRate;
            repository.Training.DuringEpoch = _ =>
            {
                if (repository.Training.Epochs == at - 1 && !source.IsCancellationRequested)
                {
                    source.Cancel();
                    source.Token.ThrowIfCancellationRequested();
                }
            };
            Assert.Contains(Halve(repository, cancellation: source.Token), outcome => outcome.Result.Status == RunStatus.Interrupted);
            Assert.Equal(RunStatus.Completed, Halve(repository)[^1].Result.Status);
            Assert.Equal(AllEpochs, repository.Training.Epochs);
            Assert.Equal(decisions, File.ReadAllBytes(DecisionsOf(repository)));
        });
    }

    [Fact]
    public void Killed_in_any_epoch_it_goes_on_to_the_same_decisions()
    {
        Halve(_repository);
        byte[] decisions = File.ReadAllBytes(DecisionsOf(_repository));
        Assert.All(s_endings, at =>
        {
            using TestRepository repository = new();
            string killed = Directory.CreateTempSubdirectory("mnist-lstm-killed-").FullName;
            repository.Training.ValidationAccuracy = ByLearningRate;
            repository.Training.DuringEpoch = _ =>
            {
                if (repository.Training.Epochs == at - 1)
                {
                    // What a process leaves that ends here.
                    CopyResults(repository.Layout.Results, Path.Combine(killed, "results"));
                }
            };
            Halve(repository);
            using (TestRepository left = new(killed))
            {
                left.Training.ValidationAccuracy = ByLearningRate;
                Assert.Equal(9, Halve(left)[^1].Result.Epochs.Count);
                Assert.Equal(AllEpochs - (at - 1), left.Training.Epochs);
                Assert.Equal(decisions, File.ReadAllBytes(DecisionsOf(left)));
            }

            Directory.Delete(killed, recursive: true);
        });
    }

    [Fact]
    public void Of_equal_runs_the_first_names_go_on()
    {
        _repository.Training.ValidationAccuracy = (_, _) => 0.5;
        Assert.Equal([9, 3, 3, 1, 1, 1, 1, 1, 1], Halve(_repository).Select(outcome => outcome.Result.Epochs.Count));
    }

    [Fact]
    public void A_run_that_diverges_is_out_and_the_others_go_on()
    {
        _repository.Training.ValidationAccuracy = (spec, epoch) => spec["learning_rate"] == "0.09" ? double.NaN : ByLearningRate(spec, epoch);
        IReadOnlyList<SweepOutcome> outcomes = Halve(_repository);
        Assert.Equal([1, 1, 1, 1, 1, 3, 3, 9], outcomes.SkipLast(1).Select(outcome => outcome.Result.Epochs.Count));
        Assert.Equal(RunStatus.Failed, outcomes[^1].Result.Status);
        int started = _repository.Training.Started;

        SweepOutcome again = Halve(_repository)[^1];

        Assert.Equal(started, _repository.Training.Started);
        Assert.Equal((RunStatus.Failed, outcomes[^1].Result.Error), (again.Result.Status, again.Result.Error));
    }

    [Fact]
    public void A_run_that_fails_for_another_reason_leaves_its_rung_undecided()
    {
        bool fails = true;
        _repository.Training.DuringEpoch = _ =>
        {
            if (fails && _repository.Training.Epochs == 4)
            {
                fails = false;
                throw new IOException("the disk is full");
            }
        };
        IReadOnlyList<SweepOutcome> outcomes = Halve(_repository);
        Assert.Single(outcomes, outcome => outcome.Result.Status == RunStatus.Failed);
        Assert.Contains(_notes, note => note.StartsWith("rung 1 of 2 is not decided: 1 of its runs has no figures yet: search[", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_repository.Layout.Results, HalvingFile.Folder)));
        Assert.Equal(RunStatus.Completed, Halve(_repository)[^1].Result.Status);
        Assert.Equal(AllEpochs, _repository.Training.Epochs);
    }

    [Theory]
    [InlineData("\"goes_on\": false", "\"goes_on\": true")]
    [InlineData("\"validation_accuracy\": 0.02", "\"validation_accuracy\": 0.99")]
    [InlineData("\"epoch\": 1,", "\"epoch\": 2,")]
    [InlineData("{", "")]
    [InlineData("\"rungs\": [", "\"rungs\": [ null,")]
    [InlineData("\"schema\": 1,", "\"schema\": 1, \"schema\": 1,")]
    public void Decisions_that_were_altered_are_made_anew(string text, string altered)
    {
        Halve(_repository);
        string file = DecisionsOf(_repository);
        string whole = File.ReadAllText(file);
        int at = whole.IndexOf(text, StringComparison.Ordinal);
        File.WriteAllText(file, whole[..at] + altered + whole[(at + text.Length)..]);
        _notes.Clear();
        Halve(_repository);
        Assert.StartsWith("results/_halving/search-", _notes[0], StringComparison.Ordinal);
        Assert.Equal(whole, File.ReadAllText(file));
        Assert.Equal(AllEpochs, _repository.Training.Epochs);
    }

    [Fact]
    public void A_number_without_end_in_the_decisions_is_no_figure_although_no_result_says_otherwise()
    {
        _repository.Training.ValidationAccuracy = (_, _) => 0.5;
        Halve(_repository);
        string file = DecisionsOf(_repository);
        string whole = File.ReadAllText(file);
        RunSpec last = Family(_repository)[^1];
        Directory.Delete(_repository.Layout.RunFolder(last.Name), recursive: true);
        JsonNode record = JsonNode.Parse(whole)!;
        record["rungs"]!.AsArray().RemoveAt(1);
        JsonNode place = record["rungs"]![0]!["candidates"]!.AsArray().Single(place => (string)place!["name"]! == last.Name)!;
        place["validation_loss"] = "END";
        place["runs"]![0]!["validation_loss"] = "END";
        File.WriteAllText(file, record.ToJsonString().Replace("\"END\"", "1e999", StringComparison.Ordinal));
        _notes.Clear();
        Halve(_repository);
        Assert.Contains("cannot be used: it holds null, or a number without end", _notes[0], StringComparison.Ordinal);
        Assert.Equal(whole, File.ReadAllText(file));
    }

    [Fact]
    public void Results_of_runs_that_did_not_go_on_may_be_removed()
    {
        Halve(_repository);
        RunSpec first = Family(_repository)[0];
        Directory.Delete(_repository.Layout.RunFolder(first.Name), recursive: true);
        RunResult again = Halve(_repository)[0].Result;
        Assert.Equal(AllEpochs, _repository.Training.Epochs);
        Assert.Equal((RunStatus.Halted, 0), (again.Status, again.Epochs.Count));
    }

    [Fact]
    public void Force_begins_anew()
    {
        Halve(_repository);
        Halve(_repository, force: true);
        Assert.Equal(2 * AllEpochs, _repository.Training.Epochs);
    }

    [Fact]
    public void A_halted_run_goes_on_when_it_is_run_by_itself()
    {
        Halve(_repository);
        RunSpec first = Family(_repository)[0];
        RecordingObserver observer = new();
        RunResult result = _repository.Execute(first, observer: observer);
        Assert.Equal((RunStatus.Completed, 9), (result.Status, result.Epochs.Count));
        Assert.Equal("goes on after epoch 1", Assert.Single(observer.Starts).ToString());
        Assert.Equal(AllEpochs + 8, _repository.Training.Epochs);
    }

    [Fact]
    public void A_run_that_is_complete_already_is_judged_as_it_was_at_the_rung()
    {
        RunSpec first = Family(_repository)[0];
        _repository.Execute(first);
        IReadOnlyList<SweepOutcome> outcomes = Halve(_repository);
        Assert.Equal((RunStatus.Cached, 9), (outcomes[0].Result.Status!.Value, outcomes[0].Result.Epochs.Count));
        Assert.Equal(AllEpochs + 8, _repository.Training.Epochs);
        Assert.Equal([9, 1, 1, 1, 1, 1, 3, 3, 9], outcomes.Select(outcome => outcome.Result.Epochs.Count));
    }

    [Fact]
    public void Damaged_epochs_of_a_halted_run_are_named_and_made_again()
    {
        Halve(_repository);
        RunSpec first = Family(_repository)[0];
        File.AppendAllText(_repository.RunFile(first, RunFiles.Epochs), "\n");
        RunResult stored = _repository.Results.Read(first);
        Assert.Null(stored.Status);
        Assert.Contains("holds no usable result: epochs.jsonl", Assert.Single(stored.Notes), StringComparison.Ordinal);
        File.Delete(DecisionsOf(_repository));
        Assert.Equal(RunStatus.Halted, Halve(_repository)[0].Result.Status);
        Assert.Equal(AllEpochs, _repository.Training.Epochs);
    }

    [Fact]
    public void Runs_of_several_seeds_go_on_together()
    {
        RunSpec[] specs =
        [
            .. from rate in (string[])["0.01", "0.02", "0.03"]
               from seed in (string[])["0", "1"]
               select _repository.Spec($"search[learning_rate={rate},seed={seed}]", 3, "search",
                   ("learning_rate", rate), ("seed", seed), ("validation_samples", "10")),
        ];

        // One seed of the worst is the best of all.
        _repository.Training.ValidationAccuracy = (spec, epoch) => spec["seed"] == "1" && spec["learning_rate"] == "0.01" ? 0.035 : ByLearningRate(spec, epoch);
        Assert.Equal([1, 1, 1, 1, 3, 3], Halve(_repository, specs: specs).Select(outcome => outcome.Result.Epochs.Count));
    }

    private static double ByLearningRate(RunSpec spec, int epoch) => double.Parse(spec["learning_rate"], CultureInfo.InvariantCulture);

    private static RunSpec[] Family(TestRepository repository) =>
    [
        .. Enumerable.Range(1, 9).Select(i => repository.Spec(
            $"search[learning_rate=0.0{i}]", 9, "search", ("learning_rate", $"0.0{i}"), ("validation_samples", "10"))),
    ];

    private static string DecisionsOf(TestRepository repository) =>
        Assert.Single(Directory.GetFiles(Path.Combine(repository.Layout.Results, HalvingFile.Folder)));

    private static void CopyResults(string from, string to)
    {
        foreach (string file in Directory.Exists(from) ? Directory.GetFiles(from, "*", SearchOption.AllDirectories) : [])
        {
            if (!file.Contains(".locks", StringComparison.Ordinal))
            {
                string copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    private IReadOnlyList<SweepOutcome> Halve(
        TestRepository repository, RunSpec[]? specs = null, int jobs = 1, bool force = false, CancellationToken cancellation = default)
    {
        specs ??= Family(repository);
        RepositorySweep runs = new(repository);
        HalvingOptions halving = new();
        HalvingFile file = new(repository.Layout, halving, [.. specs.Select(runs.Stored)]);
        SweepOptions options = new(s_engine, new RunOptions { Threads = 1, Force = force }, FailFast: false, Jobs: jobs);
        HalvingSweep sweep = new(runs, options, halving, file, new HalvingDisplay(runs, _notes.Add, _ => new SweepSplit(jobs, 1)),
            _ => (_, _) => throw new InvalidOperationException("no data"), cancellation);
        return sweep.Execute([.. specs.Select(spec => new SelectedRun(spec, Named: true))]);
    }
}
