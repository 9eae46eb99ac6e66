using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>What another part of a generated trainer can override, and what it must not be able to break.</summary>
public sealed class HookTests
{
    [Fact]
    public void Hooks_that_change_nothing_change_no_bit() => Assert.Equal(Run(new PlainTrainer(1)), Run(new HookedTrainer(1)));

    [Fact]
    public void A_transform_is_what_the_model_reads()
    {
        Dataset dark = new("noise", Dark(PlainTrainer.Noise.Train), Dark(PlainTrainer.Noise.Test), Sha256: "");
        EpochMetrics[] transformed = Run(new HookedTrainer(1, image =>
        {
            for (int i = 0; i < image.Length; i++)
            {
                // 255 * (v / 255) is v again, so this is the half that Dark makes of the byte.
                image[i] = (byte)(MathF.Round(image[i] * 255f) / 2) / 255f;
            }
        }));
        Assert.Equal(Run(new PlainTrainer(1, dark)), transformed);
        Assert.NotEqual(Run(new PlainTrainer(1)), transformed);
    }

    [Fact]
    public void A_transform_that_counts_its_calls_gives_the_same_bits_on_three_threads()
    {
        EpochMetrics[] Counted(int threads)
        {
            int calls = 0;
            return Run(new HookedTrainer(threads, image => image[calls++ % image.Length] = 0.5f));
        }

        Assert.Equal(Counted(1), Counted(3));
    }

    [Fact]
    public void Every_used_image_is_transformed_once_the_training_images_first_and_in_their_order()
    {
        List<float> firstPixels = [];
        Run(new HookedTrainer(2, image => firstPixels.Add(image[0])));
        IEnumerable<float> expected = First(PlainTrainer.Noise.Train, 25).Concat(First(PlainTrainer.Noise.Test, 300));
        Assert.Equal(expected, firstPixels);

        static IEnumerable<float> First(SequenceSet images, int count) => Enumerable.Range(0, count).Select(i => images.Bytes[i * (28 * 28)] / 255f);
    }

    [Fact]
    public void A_trainer_says_whether_it_transforms_images()
    {
        using PlainTrainer plain = new(1);
        using HookedTrainer hooked = new(1);
        Assert.Equal((false, true), (plain.TransformsImages, hooked.TransformsImages));
    }

    [Fact]
    public void A_method_that_only_has_a_hook_s_name_is_no_hook_and_one_a_base_class_overrides_is()
    {
        using Namesake namesake = new();
        using Derived derived = new();
        Assert.Equal((false, true), (namesake.TransformsImages, derived.TransformsImages));
        Assert.Equal(Run(new PlainTrainer(1)), Run(namesake));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "infinity")]
    public void A_value_that_is_no_number_is_named_with_its_place(float value, string word)
    {
        int calls = 0;
        using HookedTrainer trainer = new(1, image => image[(2 * 28) + 5] = calls++ == 3 ? value : 0f);
        ArithmeticException error = Assert.Throws<ArithmeticException>(() => trainer.RunEpoch());
        Assert.Equal($"TransformImage gave {word} at row 2, column 5 of training image 3 (all from 0); a model can read finite values only", error.Message);
    }

    [Fact]
    public void Every_epoch_s_end_is_told_with_its_metrics()
    {
        List<EpochMetrics> told = [];
        Assert.Equal(Run(new HookedTrainer(1, epochCompleted: (trainer, epoch) =>
        {
            told.Add(epoch);
            Assert.Equal(epoch.Epoch, trainer.EpochsCompleted);
        })), told);
    }

    [Fact]
    public void Looking_and_predicting_at_an_epoch_s_end_changes_no_bit() =>
        Assert.Equal(Run(new PlainTrainer(1)), Run(new HookedTrainer(1, epochCompleted: (trainer, _) => trainer.Predict(PlainTrainer.Noise.Test))));

    [Fact]
    public void Weights_written_at_an_epoch_s_end_are_in_its_hash_and_trained_on()
    {
        string? written = null;
        EpochMetrics[] epochs = Run(new HookedTrainer(1, epochCompleted: (trainer, epoch) =>
        {
            if (epoch.Epoch == 1)
            {
                trainer.Model.fc.bias.Values.Clear();
                trainer.Model.WeightsChanged();
                written = trainer.Model.Parameters.Sha256();
            }
        }));
        EpochMetrics[] plain = Run(new PlainTrainer(1));
        Assert.Equal(written, epochs[0].WeightsSha256);
        Assert.Equal(plain[0].TrainLoss, epochs[0].TrainLoss);
        Assert.NotEqual(plain[1].TrainLoss, epochs[1].TrainLoss);
    }

    private static EpochMetrics[] Run(Trainer trainer)
    {
        using (trainer)
        {
            return [.. trainer.Run()];
        }
    }

    private static SequenceSet Dark(SequenceSet images) => new([.. images.Bytes.Select(pixel => (byte)(pixel / 2f))], images.Labels, 28, 28);

    private sealed class Namesake() : PlainTrainer(1)
    {
        private new static void TransformImage(Span<float> image) => image.Clear();

        public static void Use(Span<float> image) => TransformImage(image);
    }

    private class Overriding() : PlainTrainer(1)
    {
        protected override void TransformImage(Span<float> image) => image.Reverse();
    }

    private sealed class Derived : Overriding;
}
