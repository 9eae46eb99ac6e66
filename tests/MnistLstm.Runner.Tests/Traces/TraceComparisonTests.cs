using MnistLstm.Runner.Traces.Comparing;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Tests.Traces;

public sealed class TraceComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-trace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_training_is_equal_throughout() => Assert.Null(Compare(TracedRuns.Record()));

    [Fact]
    public void A_training_with_more_threads_is_equal_throughout() => Assert.Null(Compare(TracedRuns.Record(threads: 3)));

    [Fact]
    public void A_training_that_counts_steps_is_equal_throughout()
    {
        byte[] trace = TracedRuns.Record(TinyRun.Stepped());
        Assert.Null(Compare(trace, TinyRun.Stepped()));
        TraceLayout layout = TracedRuns.Side(TinyRun.Stepped()).Header.Layout();
        Assert.Equal((TinyRun.Steps, 3), (layout.Steps, layout.Epochs));
    }

    [Theory]
    [InlineData(1, 4, "step 4")]
    [InlineData(3, 3, "step 11")]
    public void A_weight_whose_bit_flips_is_found_at_its_step_where_steps_are_counted(int evaluation, int batch, string place)
    {
        TraceDifference? difference = Compare(TracedRuns.Record(TinyRun.Stepped()), TinyRun.Stepped(),
            tamper: inner => new Tampering(inner, evaluation, batch, "fc.bias", 3, 7));
        Assert.Equal(new TracePosition(RecordKind.Step, evaluation, batch), difference?.Position);
        Assert.Equal(place, TracedRuns.Side(TinyRun.Stepped()).Header.Describe(difference!.Position));
    }

    [Theory]
    [InlineData(1, 1, "lstm.weight_ih_l0", 0, 0)]
    [InlineData(1, 5, "fc.bias", 9, 0)]
    [InlineData(2, 3, "lstm.weight_hh_l0_reverse", 37, 5)]
    [InlineData(3, 5, "fc.weight", 79, 31)]
    public void A_weight_whose_bit_flips_after_a_step_is_found_at_that_step_tensor_and_index(int epoch, int batch, string parameter, int index, int bit)
    {
        TraceDifference? difference = Compare(TracedRuns.Record(), tamper: inner => new Tampering(inner, epoch, batch, parameter, index, bit));
        Assert.Equal(new TracePosition(RecordKind.Step, epoch, batch), difference?.Position);
        Assert.Equal((TensorKind.Weight, parameter), (difference!.Tensor.Kind, difference.Tensor.Name));
        Assert.Single(difference.Differing);

        byte[] there = ValuesAt(difference);
        ElementDifference? element = ElementDifference.First(difference.Tensor, there, difference.Here);
        Assert.Equal((index, 1), (element?.Index, element!.Differing));
        Assert.Equal(1u << bit, BitConverter.ToUInt32(there, 4 * index) ^ BitConverter.ToUInt32(difference.Here, 4 * index));
    }

    [Fact]
    public void Another_learning_rate_by_one_float_shows_in_the_first_weights_that_round_differently()
    {
        double rate = MathF.BitIncrement(0.01f);
        TraceDifference? difference = Compare(TracedRuns.Record(TinyRun.Spec(0.01f)), TinyRun.Spec(rate));
        Assert.Equal(new TracePosition(RecordKind.Step, 1, 1), difference?.Position);
        Assert.Equal(TensorKind.Weight, difference!.Tensor.Kind);
        Assert.All(difference.Equal, tensor => Assert.True(tensor.Kind != TensorKind.Weight || difference.Tensor.Number > tensor.Number));
    }

    [Fact]
    public void A_pixel_of_one_image_shows_in_that_images_loss_at_the_step_that_trains_it()
    {
        const int Image = 11;
        Dataset data = TinyRun.Data();
        data.Train.Bytes[(Image * (28 * 28)) + 400] ^= 0x80;
        TraceDifference? difference = Compare(TracedRuns.Record(), data: data);

        int place = Array.IndexOf(FirstEpochOrder(), Image);
        Assert.Equal(new TracePosition(RecordKind.Step, 1, (place / TinyRun.BatchSize) + 1), difference?.Position);
        Assert.Equal(TensorKind.Losses, difference!.Tensor.Kind);
        Assert.Equal(["samples of the batch"], difference.Equal.Select(tensor => tensor.Title));
        Assert.Equal(place % TinyRun.BatchSize, ElementDifference.First(difference.Tensor, ValuesAt(difference), difference.Here)?.Index);
    }

    [Fact]
    public void A_pixel_of_a_test_image_shows_in_its_test_loss_after_the_first_epoch()
    {
        Dataset data = TinyRun.Data();
        data.Test.Bytes[(4 * (28 * 28)) + 400] ^= 0x80;
        TraceDifference? difference = Compare(TracedRuns.Record(), data: data);
        Assert.Equal((new TracePosition(RecordKind.Epoch, 1, 0), TensorKind.TestLosses), (difference?.Position, difference!.Tensor.Kind));
        Assert.Equal(4, ElementDifference.First(difference.Tensor, ValuesAt(difference), difference.Here)?.Index);
    }

    [Fact]
    public void A_pixel_of_a_held_out_image_shows_in_its_validation_loss_after_the_first_epoch()
    {
        Dataset data = TinyRun.Data();
        data.Train.Bytes[((TinyRun.TrainCount - 1) * (28 * 28)) + 400] ^= 0x80;
        TraceDifference? difference = Compare(TracedRuns.Record(TinyRun.Validated()), TinyRun.Validated(), data);
        Assert.Equal((new TracePosition(RecordKind.Epoch, 1, 0), TensorKind.ValidationLosses), (difference?.Position, difference!.Tensor.Kind));
    }

    [Fact]
    public void Nothing_is_trained_after_the_first_difference()
    {
        int steps = 0;
        Compare(TracedRuns.Record(), tamper: inner => new Counting(new Tampering(inner, 2, 3, "fc.bias", 0, 0), () => steps++));
        Assert.Equal(TinyRun.StepsPerEpoch + 3, steps);
    }

    [Fact]
    public void Entries_of_a_step_go_from_cause_to_effect() => Assert.Equal(
        ["samples of the batch", "losses of the batch", "gradient of fc.bias", "gradient of fc.weight", "gradient of lstm.bias_hh_l0_reverse"],
        TracedRuns.Side(TinyRun.Spec()).Header.Layout().Of(RecordKind.Step).Take(5).Select(tensor => tensor.Title));

    private static int[] FirstEpochOrder()
    {
        using Trainer trainer = TinyRun.Spec().CreateTrainer(TinyRun.Data(), new TrainingOptions { Threads = 1 });
        List<int> order = [];
        trainer.StepObserver = new Order(order);
        trainer.RunEpoch();
        return [.. order];
    }

    private TraceDifference? Compare(byte[] trace, RunSpec? spec = null, Dataset? data = null, Func<IStepObserver, IStepObserver>? tamper = null)
    {
        string file = Path.Combine(_folder, "a.trace");
        File.WriteAllBytes(file, trace);
        using TraceFileReader reader = TraceFileReader.Open(file);
        TraceComparison comparison = new(reader.Side.Header.Layout(), reader);
        TracedRuns.Train(comparison, spec, data, tamper: tamper);
        return comparison.Difference;
    }

    /// <summary>The values where the trace was recorded.</summary>
    private static byte[] ValuesAt(TraceDifference difference)
    {
        TraceSide side = TracedRuns.Side(TinyRun.Spec());
        StepTarget target = new(side.Header.Layout(), new StepPlace(difference.Position, difference.Entry, "", side));
        TracedRuns.Train(target);
        Assert.Equal(difference.TheirEntry, target.Entry);
        return target.Values!;
    }

    private sealed class Counting(IStepObserver inner, Action count) : IStepObserver
    {
        public void StepCompleted(in TrainingStep step)
        {
            count();
            inner.StepCompleted(step);
        }

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => inner.EvaluationBatchCompleted(epoch, losses);
    }

    private sealed class Order(List<int> order) : IStepObserver
    {
        public void StepCompleted(in TrainingStep step) => order.AddRange(step.Samples);

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => Assert.Equal(TinyRun.TestCount, losses.Length);
    }
}
