using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Snapshots;

public class SnapshotComparerTests
{
    private readonly FakeTraining _training = new();

    [Fact]
    public void The_same_bits_are_equal() => Assert.Equal(SnapshotOutcome.Equal, Compare(Make(), Make()).Outcome);

    [Fact]
    public void A_changed_learning_rate_tells_spec_first_difference_end_and_remedies()
    {
        SnapshotComparison comparison = Compare(Make(), Make(settings: ("learning_rate", "0.02")));
        Assert.Equal((SnapshotOutcome.Changed, "learning_rate 0.01 -> 0.02"), (comparison.Outcome, comparison.Reason));
        Assert.Equal(
            [
                "spec changed      learning_rate 0.01 -> 0.02",
                "first difference  epoch 1, train_loss",
                "  expected  1.1823529411764704",
                "  got       1.188235294117647    (relative 5.0e-3)",
                "at the end        test_accuracy 95.25 % -> 95.22 % (-0.03)",
                "intended?  dotnet run -- snapshots accept demo",
                "not?       git diff experiments/demo.yaml",
            ],
            comparison.Explanation);
    }

    [Fact]
    public void More_epochs_that_begin_alike_say_how_many_are_equal() =>
        Assert.Equal(
            [
                "spec changed      epochs 4 -> 6, first 4 equal",
                "at the end        test_accuracy 95.25 % -> 96.67 % (+1.42)",
                "intended?  dotnet run -- snapshots accept demo",
                "not?       git diff experiments/demo.yaml",
            ],
            Compare(Make(), Make(6)).Explanation);

    [Fact]
    public void Fewer_epochs_say_how_many_are_equal() =>
        Assert.Equal("spec changed      epochs 4 -> 3, first 3 equal", Compare(Make(), Make(3)).Explanation[0]);

    [Fact]
    public void More_epochs_are_compared_by_what_both_evaluate() =>
        Assert.Equal(
            "spec changed      epochs 4 -> 6, first 4 equal",
            Compare(Make(settings: ("evaluate", "at_end")), Make(6, ("evaluate", "at_end"))).Explanation[0]);

    [Fact]
    public void Equal_first_epochs_do_not_vouch_for_a_changed_spec()
    {
        SnapshotEntry accepted = Entry(Make());
        RunSpec changed = Make(settings: ("test_samples", "500"));

        SnapshotComparison comparison = new SnapshotComparer(accepted, changed).Compare([.. Epochs(Make()).Take(1)]);

        Assert.Equal(SnapshotOutcome.Changed, comparison.Outcome);
        Assert.Equal("spec changed      test_samples all -> 500", comparison.Explanation[0]);
    }

    [Fact]
    public void Every_changed_key_is_listed() =>
        Assert.Equal(
            ["spec changed      hidden_size 32 -> 64", "                  learning_rate 0.01 -> 0.02"],
            Compare(Make(), Make(settings: [("learning_rate", "0.02"), ("hidden_size", "64")])).Explanation.Take(2));

    [Fact]
    public void A_network_said_by_a_model_now_is_one_change()
    {
        RunSpec flat = Make();
        RunSpec stack = flat with
        {
            Settings = [.. flat.Settings.Where(s => !SpecKeys.Network.Contains(s.Key)),
                new Setting("model", "[rnn: {hidden_size: 3}, readout: mean, linear: 10]", null, 2)],
        };

        Assert.Equal(
            ["model hidden_size 32, layers 1, direction forward, cell lstm, nonlinearity tanh, bias true, dropout 0, readout last, head linear -> "
                + "[rnn: {hidden_size: 3}, readout: mean, linear: 10]"],
            SpecChange.Between(Entry(flat).Spec, stack).Select(change => change.ToString()));
        Assert.Equal(
            ["hidden_size (not there) -> 32", "model [rnn: {hidden_size: 3}, readout: mean, linear: 10] -> (no such key now)"],
            SpecChange.Between(Entry(stack).Spec, flat).Select(change => change.ToString()));
    }

    [Fact]
    public void Other_code_is_told_by_the_spec_being_the_same_and_a_last_bit_in_ulps()
    {
        SnapshotEntry accepted = Entry(Make());
        (_training.Shift, _training.ShiftFrom) = (Math.BitIncrement(1.0) - 1.0, 3);
        SnapshotComparison comparison = new SnapshotComparer(accepted, Make()).Compare(Epochs(Make()));
        IReadOnlyList<string> lines = comparison.Explanation;
        Assert.Equal((SnapshotOutcome.NotEqual, null), (comparison.Outcome, comparison.Reason));
        Assert.Equal("spec unchanged    other code, or another machine, gave other numbers", lines[0]);
        Assert.Equal("first difference  epoch 3, train_loss", lines[1]);
        Assert.EndsWith("   (2 ulps)", lines[3], StringComparison.Ordinal);
        Assert.Equal("at the end        test_accuracy 95.25 % (unchanged)", lines[4]);
        Assert.Equal(["intended?  dotnet run -- snapshots accept demo", "where?     dotnet run -- bisect demo"], lines.TakeLast(2));
    }

    [Fact]
    public void A_hook_that_was_added_is_the_reason_and_its_file_the_remedy()
    {
        SnapshotEntry accepted = Entry(Make());
        _training.Shift = 0.5;
        SnapshotComparison comparison = new SnapshotComparer(accepted, Hooked('1')).Compare(Epochs(Make()));
        Assert.Equal((SnapshotOutcome.Changed, "hooks experiments/demo.cs: accepted without it, or before hooks were noted"),
            (comparison.Outcome, comparison.Reason));
        Assert.Equal("hooks changed     experiments/demo.cs: accepted without it, or before hooks were noted", comparison.Explanation[0]);
        Assert.Equal("not?       git diff experiments/demo.cs", comparison.Explanation[^1]);
    }

    [Fact]
    public void A_hook_that_was_edited_is_the_reason()
    {
        SnapshotEntry accepted = Entry(Hooked('1'));
        _training.Shift = 0.5;
        SnapshotComparison comparison = new SnapshotComparer(accepted, Hooked('2')).Compare(Epochs(Make()));
        Assert.Equal((SnapshotOutcome.Changed, "hooks experiments/demo.cs"), (comparison.Outcome, comparison.Reason));
    }

    [Fact]
    public void A_hook_that_is_gone_is_the_reason()
    {
        SnapshotEntry accepted = Entry(Hooked('1'));
        _training.Shift = 0.5;
        SnapshotComparison comparison = new SnapshotComparer(accepted, Make()).Compare(Epochs(Make()));
        Assert.Equal((SnapshotOutcome.Changed, "hooks those it was accepted with are gone"), (comparison.Outcome, comparison.Reason));
    }

    [Fact]
    public void The_same_hooks_are_no_excuse_for_another_number()
    {
        SnapshotEntry accepted = Entry(Hooked('1'));
        _training.Shift = 0.5;
        SnapshotComparison comparison = new SnapshotComparer(accepted, Hooked('1')).Compare(Epochs(Make()));
        Assert.Equal(SnapshotOutcome.NotEqual, comparison.Outcome);
        Assert.Equal("hooks unchanged   experiments/demo.cs", comparison.Explanation[1]);
    }

    [Fact]
    public void A_hook_that_changes_no_bit_of_the_whole_run_is_equal() =>
        Assert.Equal(SnapshotOutcome.Equal, new SnapshotComparer(Entry(Make()), Hooked('1')).Compare(Epochs(Make())).Outcome);

    [Fact]
    public void An_edited_entry_of_a_changed_spec_is_not_equal() =>
        Assert.Equal(
            SnapshotOutcome.NotEqual,
            new SnapshotComparer(Entry(Make()) with { Fault = "epoch 3 was edited by hand" }, Make(6)).Compare(Epochs(Make(6))).Outcome);

    [Fact]
    public void Another_engine_is_told_after_the_spec()
    {
        SnapshotEntry accepted = Entry(Make()) with { Engine = "exact/0" };
        SnapshotComparison comparison =
            new SnapshotComparer(accepted, Make(settings: ("learning_rate", "0.02"))).Compare(Epochs(Make(settings: ("learning_rate", "0.02"))));
        Assert.Equal("engine changed    exact/0 -> exact/1", comparison.Explanation[1]);
        Assert.Equal((SnapshotOutcome.Changed, "learning_rate 0.01 -> 0.02, engine exact/0 -> exact/1"), (comparison.Outcome, comparison.Reason));
    }

    [Fact]
    public void Equal_numbers_with_other_weights_are_not_equal()
    {
        SnapshotEntry accepted = Entry(Make());
        accepted = accepted with { Epochs = [accepted.Epochs[0], accepted.Epochs[1] with { WeightsSha256 = new string('f', 64) }, .. accepted.Epochs.Skip(2)] };
        IReadOnlyList<string> lines = new SnapshotComparer(accepted, Make()).Compare(Epochs(Make())).Explanation;
        Assert.Equal(["first difference  epoch 2, weights_sha256", "  expected  ffffffffffffffff…", "  got       aaaaaaaaaaaaaaaa…"], lines.Skip(1).Take(3));
    }

    [Fact]
    public void An_epoch_that_is_no_longer_evaluated_is_a_difference() =>
        Assert.Contains("  got       not evaluated", Compare(Make(), Make(settings: ("evaluate", "at_end"))).Explanation);

    [Fact]
    public void A_key_that_came_later_with_a_default_is_no_change()
    {
        RunSpec later = Make();
        later = later with { Settings = [.. later.Settings, new Setting("clip_gradient", "none", "none", null)] };
        Assert.Equal(SnapshotOutcome.Equal, new SnapshotComparer(Entry(Make()), later).Compare(Epochs(later)).Outcome);
    }

    [Fact]
    public void An_edited_entry_is_not_equal_although_its_numbers_are()
    {
        SnapshotComparison comparison = new SnapshotComparer(Entry(Make()) with { Fault = "epoch 3 was edited by hand" }, Make()).Compare(Epochs(Make()));
        Assert.Equal((SnapshotOutcome.NotEqual, "epoch 3 was edited by hand"), (comparison.Outcome, comparison.Explanation[0]));
    }

    [Fact]
    public void The_first_epoch_of_a_long_run_is_compared_by_itself()
    {
        SnapshotComparer comparer = new(Entry(Make()), Make());
        Assert.Equal(SnapshotOutcome.Equal, comparer.Compare([.. Epochs(Make()).Take(1)]).Outcome);
        _training.Shift = 0.5;
        IReadOnlyList<string> lines = comparer.Compare([.. Epochs(Make()).Take(1)]).Explanation;
        Assert.DoesNotContain(lines, l => l.StartsWith("at the end", StringComparison.Ordinal));
        Assert.Contains("intended?  dotnet run -- run demo; dotnet run -- snapshots accept demo", lines);
    }

    [Fact]
    public void A_name_with_brackets_is_quoted_for_the_shell()
    {
        RunSpec spec = Make(settings: ("seed", "1")) with { Name = "demo[seed=1]" };
        RunSpec other = Make(settings: ("learning_rate", "0.02")) with { Name = "demo[seed=1]" };
        Assert.Contains("intended?  dotnet run -- snapshots accept 'demo[seed=1]'", Compare(spec, other).Explanation);
    }

    private static RunSpec Make(int epochs = 4, params (string Key, string Value)[] settings) => FakeSpecs.Make("demo", "demo", epochs, "", settings);

    private static RunSpec Hooked(char hash) => Make() with { Hooks = new RunHooks(["experiments/demo.cs"], new string(hash, 64)) };

    private List<EpochMetrics> Epochs(RunSpec spec) => [.. Enumerable.Range(1, spec.Epochs).Select(e => _training.Metrics(spec, e))];

    private SnapshotEntry Entry(RunSpec spec) => SnapshotEntry.Of(spec, "exact/1", null, Epochs(spec));

    private SnapshotComparison Compare(RunSpec accepted, RunSpec now) => new SnapshotComparer(Entry(accepted), now).Compare(Epochs(now));
}
