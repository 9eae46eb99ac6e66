namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>What a hook keeps in fields only the hook can save; a trainer says when it cannot be resumed for that.</summary>
public sealed class HookStateTests
{
    [Fact]
    public void A_trainer_without_hooks_can_be_resumed()
    {
        using SmallTrainer trainer = new ResumeCase().Trainer();
        Assert.Null(trainer.ResumeObstacle);
    }

    [Fact]
    public void A_hook_at_an_epoch_s_end_that_saves_nothing_stands_in_the_way()
    {
        using HookedTrainer trainer = new(1);
        Assert.Equal(
            "HookedTrainer overrides OnEpochCompleted, which may carry something from epoch to epoch; override SaveHookState and RestoreHookState as well",
            trainer.ResumeObstacle);
        Assert.Throws<InvalidOperationException>(trainer.SaveState);
    }

    [Fact]
    public void A_hook_that_saves_what_it_carries_goes_on_with_the_same_bits()
    {
        using Averaging whole = new();
        EpochMetrics[] expected = [.. whole.Run()];
        using Averaging watched = new();
        foreach (byte[] checkpoint in Saving.Run(watched))
        {
            using Averaging resumed = new();
            resumed.RestoreState(Saving.Read(checkpoint));
            _ = resumed.Run().Count();
            Assert.Equal(expected, resumed.History);
        }
    }

    [Fact]
    public void A_transform_that_counts_its_calls_goes_on_with_the_same_bits()
    {
        using Counting whole = new();
        EpochMetrics[] expected = [.. whole.Run()];
        using Counting watched = new();
        Assert.Null(watched.ResumeObstacle);
        foreach (byte[] checkpoint in Saving.Run(watched))
        {
            using Counting resumed = new();
            resumed.RestoreState(Saving.Read(checkpoint));
            _ = resumed.Run().Count();
            Assert.Equal(expected, resumed.History);
        }
    }

    [Fact]
    public void Within_a_hook_nothing_is_saved()
    {
        using SavingHook trainer = new();
        Assert.Throws<InvalidOperationException>(() => trainer.RunEpoch());
    }

    // Half of what it writes is what it wrote before.
    private sealed class Averaging() : PlainTrainer(1)
    {
        private float _carried;

        protected override void OnEpochCompleted(EpochMetrics epoch)
        {
            Span<float> values = Model.Parameters.Values;
            _carried = (_carried + values[0]) / 2;
            values[0] = _carried;
            Model.WeightsChanged();
        }

        protected override byte[] SaveHookState() => BitConverter.GetBytes(_carried);

        protected override void RestoreHookState(ReadOnlySpan<byte> state) => _carried = BitConverter.ToSingle(state);
    }

    private sealed class Counting() : PlainTrainer(1)
    {
        private int _calls;

        // The trainer's own generator, too: it is put back afterwards.
        protected override void TransformImage(Span<float> image) => image[_calls++ % image.Length] = (Random.NextUInt32() & 1) == 0 ? 0.25f : 0.75f;
    }

    private sealed class SavingHook() : PlainTrainer(1)
    {
        protected override void OnEpochCompleted(EpochMetrics epoch) => SaveState();

        protected override byte[] SaveHookState() => [];
    }
}
