using MnistLstm.Engine.Execution;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>What sequences cannot be made of is refused by name, before anything is read.</summary>
public sealed class SequenceArgumentTests
{
    [Fact]
    public void Values_that_are_missing_are_named() => Assert.Equal(
        "values", Assert.Throws<ArgumentNullException>(() => new FloatSequences(null!, [0], 1, 1)).ParamName);

    [Fact]
    public void Labels_that_are_missing_are_named()
    {
        Assert.Equal("labels", Assert.Throws<ArgumentNullException>(() => new FloatSequences([], (int[])null!, 1, 1)).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentNullException>(() => new ByteSequences([], (byte[])null!, 1, 1)).ParamName);
    }

    [Fact]
    public void Targets_that_are_missing_are_named() => Assert.Equal(
        "targets", Assert.Throws<ArgumentNullException>(() => new FloatSequences([], (RealTargets)null!, 1, 1)).ParamName);

    // Without a value the product of the sizes would fit any number of sequences.
    [Theory]
    [InlineData(0, 4, "steps")]
    [InlineData(-1, 4, "steps")]
    [InlineData(4, 0, "inputSize")]
    [InlineData(4, -1, "inputSize")]
    public void Sequences_of_no_steps_or_no_features_are_refused(int steps, int inputSize, string named) => Assert.Equal(
        named, Assert.Throws<ArgumentOutOfRangeException>(() => new FloatSequences([], Array.Empty<int>(), steps, inputSize)).ParamName);

    [Fact]
    public void A_label_of_sequences_with_real_targets_is_refused_with_the_reason() => Assert.Equal(
        "these sequences have real targets and no classes",
        Assert.Throws<InvalidOperationException>(() => new FloatSequences([1, 2], new RealTargets([1, 2], 1), 1, 1).Label(0)).Message);
}
