using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>What one holds of a model stays what it is, whatever becomes of the model. Large tensors: the memory of small ones stays readable by
/// chance.</summary>
public sealed class LifetimeTests
{
    private const int Size = 1024;

    [Fact]
    public void A_span_of_a_collected_model_s_weights_keeps_their_values()
    {
        ReadOnlySpan<float> weights = Forgotten(out WeakReference model, out string expected).Values;

        Collect(model);

        Assert.Equal(expected, Hash(weights));
    }

    [Fact]
    public void A_parameter_of_a_collected_model_keeps_its_values_and_gradient()
    {
        Parameter weight = Forgotten(out WeakReference model, out string expected);

        Collect(model);

        Assert.Equal(expected, Hash(weight.Values));
        Assert.Equal(Size * Size, weight.Gradient.Length);
    }

    [Fact]
    public void A_span_of_a_disposed_model_s_weights_keeps_their_values()
    {
        WideModel model = new();
        model.Initialize(new Mt19937(0));
        ReadOnlySpan<float> weights = model.Wide.weight.Values;
        string expected = Hash(weights);

        model.Dispose();
        GC.Collect();

        Assert.Equal(expected, Hash(weights));
    }

    [Fact]
    public void A_span_of_scores_stays_readable_when_model_and_execution_are_gone()
    {
        WideModel model = new();
        model.Initialize(new Mt19937(0));
        ModelExecution execution = new(model, maxBatch: 2);
        execution.Evaluate(new FloatSequences([.. Enumerable.Repeat(1f, 2 * Size)], [0, 1], steps: 1, Size), null, 0, 2);
        ReadOnlySpan<float> scores = execution.Scores(1);
        float[] expected = scores.ToArray();

        execution.Dispose();
        model.Dispose();

        Assert.Equal(expected, scores.ToArray());
        Assert.Contains(expected, score => score != 0);
    }

    [Fact]
    public void A_buffer_has_room_for_a_row_of_the_largest_tile_behind_its_last_float()
    {
        foreach (int count in new[] { 1, 15, 16, 1000, 4096 })
        {
            Assert.True(new PinnedBuffer(count).Room >= count + (4 * Padding.Floats), $"{count} floats, pinned");
        }
    }

    [LinuxFact("the C library of Linux says how large a block is")]
    public unsafe void A_native_buffer_has_room_for_a_row_of_the_largest_tile_behind_its_last_float()
    {
        foreach (int count in new[] { 1, 15, 16, 1000, 4096, 1 << 20 })
        {
            using NativeBuffer buffer = new(count);

            // A large block is a few pages more than was asked for, so the small ones are what tells.
            Assert.True((long)UsableSize(buffer.Pointer) >= (count + (4L * Padding.Floats)) * sizeof(float), $"{count} floats, native");
        }
    }

    [Fact]
    public unsafe void Buffers_begin_on_a_line_of_the_cache()
    {
        for (int count = 1; count < 70; count++)
        {
            using NativeBuffer native = new(count);
            Assert.Equal(0u, (nuint)native.Pointer % NativeBuffer.Alignment);
            Assert.Equal(0u, (nuint)new PinnedBuffer(count).Pointer % NativeBuffer.Alignment);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Parameter Forgotten(out WeakReference forgotten, out string expected)
    {
        WideModel model = new();
        model.Initialize(new Mt19937(0));
        forgotten = new WeakReference(model);
        expected = Hash(model.Wide.weight.Values);
        return model.Wide.weight;
    }

    private static void Collect(WeakReference model)
    {
        for (int i = 0; i < 10 && model.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(model.IsAlive, "the model was not collected, so nothing is shown");

        // What was freed is used again.
        using NativeBuffer other = new(Size * Size);
        other.Span(Size * Size).Fill(7);
    }

    private static string Hash(ReadOnlySpan<float> values) => Golden.GoldenFile.Sha256<float>([.. values]);

    [DllImport("libc", EntryPoint = "malloc_usable_size")]
    private static extern unsafe nuint UsableSize(void* block);

    private sealed class WideModel : SequenceClassifier
    {
        public WideModel()
            : base(steps: 1, inputSize: Size)
        {
            Add("last", new LastStep());
            Wide = Add("wide", new Linear(Size, Size));
        }

        public Linear Wide { get; }
    }
}
