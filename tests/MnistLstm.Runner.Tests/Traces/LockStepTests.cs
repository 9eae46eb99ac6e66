using System.IO.Pipes;
using System.Text;
using MnistLstm.Runner.Traces.Comparing;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;
using MnistLstm.Runner.Traces.Live;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Tests.Traces;

public class LockStepTests
{
    [Fact]
    public async Task Two_sides_that_train_alike_are_equal_and_both_come_to_their_end()
    {
        (TraceDifference? difference, bool asked) = await Compare(null);
        Assert.Null(difference);
        Assert.False(asked);
    }

    [Fact]
    public async Task A_flipped_bit_is_found_at_its_step_tensor_and_index_with_both_values()
    {
        (TraceDifference? difference, bool asked) = await Compare(inner => new Tampering(inner, 2, 4, "lstm.bias_hh_l0", 6, 3));
        Assert.True(asked);
        Assert.Equal((new TracePosition(RecordKind.Step, 2, 4), "lstm.bias_hh_l0"), (difference!.Position, difference.Tensor.Name));
        ElementDifference? element = ElementDifference.First(difference.Tensor, difference.There!, difference.Here);
        Assert.Equal((6, 1, "8 ulps"), (element?.Index, element!.Differing, element.Distance));
    }

    [Fact]
    public void A_program_that_prints_something_else_is_quoted()
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes("Building the project…\nmore\n"));
        TraceException error = Assert.Throws<TraceException>(() => new LockStepSource(input, Stream.Null, e => e));
        Assert.Contains("the other program printed 'Building the project…' where a trace should begin", error.Message);
    }

    [Fact]
    public void A_program_that_ends_early_is_explained_by_how_it_ended()
    {
        using MemoryStream input = new(TraceFormat.TraceMagic.ToArray());
        TraceException error = Assert.Throws<TraceException>(() => new LockStepSource(input, Stream.Null, e => new TraceException("it ended with 2", e)));
        Assert.Equal("it ended with 2", error.Message);
    }

    [Fact]
    public void The_answering_side_ends_when_the_asking_one_is_gone()
    {
        LockStepAnswers answers = new(new MemoryStream(), Stream.Null, TracedRuns.Side(TinyRun.Spec()));
        Assert.Contains("went away", Assert.Throws<TraceException>(() => TracedRuns.Train(answers)).Message);
    }

    private static async Task<(TraceDifference? Difference, bool Asked)> Compare(Func<IStepObserver, IStepObserver>? tamper)
    {
        using AnonymousPipeServerStream told = new(PipeDirection.Out);
        using AnonymousPipeClientStream hears = new(PipeDirection.In, told.ClientSafePipeHandle);
        using AnonymousPipeServerStream says = new(PipeDirection.Out);
        using AnonymousPipeClientStream heard = new(PipeDirection.In, says.ClientSafePipeHandle);
        TraceSide side = TracedRuns.Side(TinyRun.Spec());
        Task<bool> other = Task.Run(() =>
        {
            LockStepAnswers answers = new(hears, says, side);
            TracedRuns.Train(answers, tamper: tamper);
            return answers.Done;
        });
        LockStepSource source = new(heard, told, e => e);
        TraceComparison comparison = new(source.Side.Header.Layout(), source);
        TracedRuns.Train(comparison);
        return (comparison.Difference, await other);
    }
}
