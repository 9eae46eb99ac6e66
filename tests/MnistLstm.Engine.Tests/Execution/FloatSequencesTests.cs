using MnistLstm.Engine.Execution;

namespace MnistLstm.Engine.Tests.Execution;

public class FloatSequencesTests
{
    [Fact]
    public void A_step_is_copied_as_it_is()
    {
        float[] values = [.. Enumerable.Range(0, 2 * 3 * 4).Select(i => i / 7f)];
        FloatSequences source = new(values, [5, 6], steps: 3, inputSize: 4);
        float[] step = new float[4];
        source.CopyStep(1, 2, step);
        Assert.Equal(values[20..24], step);
        Assert.Equal((2, 6), (source.Count, source.Label(1)));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_named() => Assert.StartsWith(
        "2 sequences of 3 × 4 need 24 values, got 23", Assert.Throws<ArgumentException>(() => new FloatSequences(new float[23], [5, 6], 3, 4)).Message);
}
