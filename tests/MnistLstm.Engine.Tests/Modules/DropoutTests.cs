using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;
using MnistLstm.Engine.Tests.PyTorch;

namespace MnistLstm.Engine.Tests.Modules;

public sealed unsafe class DropoutTests
{
    public static IEnumerable<object[]> Masks => DropoutGolden.Instance.Cases.Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_mask_is_PyTorchs_to_the_last_element(string name)
    {
        DropoutGolden.Mask golden = Of(name);
        float[] mask = AppliedToOnes(golden, new Mt19937(golden.Seed), SimdWidths.Best);

        Assert.Equal(golden.Kept, mask.Count(m => m != 0));
        Assert.Equal(golden.Sha256, GoldenFile.Sha256<byte>([.. mask.Select(m => (byte)(m == 0 ? 0 : 1))]));
        Assert.All(mask, m => Assert.True(m == 0 || GoldenFile.Bits(m) == golden.Scale, $"expected 0 or {golden.Scale}, got {GoldenFile.Bits(m)}"));
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_mask_takes_as_many_draws_as_PyTorchs(string name)
    {
        DropoutGolden.Mask golden = Of(name);
        Mt19937 random = new(golden.Seed);

        AppliedToOnes(golden, random, SimdWidths.Best);

        Assert.Equal(golden.NextInt64, random.NextInt64());
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_mask_is_the_same_at_every_vector_width(string name)
    {
        DropoutGolden.Mask golden = Of(name);
        float[] expected = AppliedToOnes(golden, new Mt19937(golden.Seed), SimdWidth.Scalar);

        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            Assert.Equal(expected, AppliedToOnes(golden, new Mt19937(golden.Seed), width));
        }
    }

    [Fact]
    public void Evaluation_draws_and_drops_nothing()
    {
        GoldenSetup setup = Setup(dropout: 0.5, outputDropout: 0.5);
        using EngineBatches dropping = new(setup);
        using EngineBatches plain = new(Setup(dropout: 0, outputDropout: 0));
        Mt19937State state = dropping.Model.Random.Save();

        dropping.Evaluate();
        plain.Evaluate();

        Assert.Equal(plain.Scores(), dropping.Scores());
        Assert.Equal(state, dropping.Model.Random.Save());
    }

    [Fact]
    public void Each_batch_gets_masks_of_its_own()
    {
        using EngineBatches engine = new(Setup(dropout: 0.5, outputDropout: 0));

        engine.Train();
        float[] first = engine.Scores();
        engine.Train();

        Assert.NotEqual(first, engine.Scores());
    }

    [Fact]
    public void A_probability_of_zero_draws_nothing()
    {
        using EngineBatches engine = new(Setup(dropout: 0, outputDropout: 0));
        Mt19937State state = engine.Model.Random.Save();

        engine.Train();

        Assert.Equal(state, engine.Model.Random.Save());
    }

    [Fact]
    public void A_single_layer_has_nothing_to_drop_between()
    {
        using EngineBatches engine = new(Setup(dropout: 0.5, outputDropout: 0) with { Layers = 1 });
        Mt19937State state = engine.Model.Random.Save();

        engine.Train();

        Assert.Equal(state, engine.Model.Random.Save());
    }

    [Fact]
    public void Training_without_a_generator_names_the_module_and_the_remedy()
    {
        GoldenSetup setup = Setup(dropout: 0.5, outputDropout: 0);
        using GoldenModel model = new(setup);
        using ModelExecution execution = new(model, setup.BatchSize);
        ByteSequences sequences = new(new byte[setup.BatchSize * setup.Steps * setup.InputSize], new byte[setup.BatchSize], setup.Steps, setup.InputSize);

        InvalidOperationException e =
            Assert.Throws<InvalidOperationException>(() => execution.Train(sequences, [0, 1, 2], 0, setup.BatchSize, optimizer: null));

        Assert.Equal(
            "'gru', GRU(4, 6, num_layers=3, batch_first=True, dropout=0.5, bidirectional=True), draws at random in training, "
            + "but this execution has no generator; give its constructor the one that initialised the model",
            e.Message);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double p)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(p));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VariationalDropout(p));
        Assert.Equal("dropout", Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(1, 1, 2, dropout: p)).ParamName);
    }

    [Fact]
    public void One_mask_for_all_steps_needs_steps() => Assert.StartsWith(
        "VariationalDropout(p=0.5) has one mask for all steps of a sequence, got [B, 10]",
        Assert.Throws<ArgumentException>(() => new VariationalDropout(0.5).Infer(new FeatureShape(0, 10))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_training_step_allocates_nothing()
    {
        GoldenSetup setup = Setup(dropout: 0.5, outputDropout: 0.5);
        using EngineBatches engine = new(setup);
        engine.Train();
        engine.Train();

        long before = GC.GetAllocatedBytesForCurrentThread();
        engine.Train();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static DropoutGolden.Mask Of(string name) => DropoutGolden.Instance.Cases.Single(c => c.Name == name);

    private static GoldenSetup Setup(double dropout, double outputDropout) => new()
    {
        Name = "dropout",
        Seed = 3,
        InputSize = 4,
        HiddenSize = 6,
        Layers = 3,
        Bidirectional = true,
        Head = "linear",
        BatchSize = 3,
        Steps = 5,
        Gain = 1,
        Cell = "gru",
        Dropout = dropout,
        OutputDropout = outputDropout,
    };

    // [T, B, F]
    private static float[] AppliedToOnes(DropoutGolden.Mask golden, Mt19937 random, SimdWidth width)
    {
        Workspace workspace = new(KernelSet.Of(width), golden.BatchSize, Parts: 1);
        using FeatureBuffer input = new(new FeatureShape(golden.Steps, golden.Features, golden.Directions), workspace, needsGradient: false, StepsRead.All);
        Dropout dropout = new(golden.Probability);
        FeatureBuffer output = dropout.Prepare(workspace, input, StepsRead.All);
        Pass pass = new(golden.BatchSize, Training: true);
        foreach ((int t, int b) in Rows(golden))
        {
            new Span<float>(input.Row(t, b, golden.BatchSize), golden.Features).Fill(1);
        }

        dropout.BeginBatch(random, pass);
        dropout.Forward(pass, 0, golden.BatchSize);
        return [.. Rows(golden).SelectMany(row => new Span<float>(output.Row(row.Step, row.Sample, golden.BatchSize), golden.Features).ToArray())];
    }

    private static IEnumerable<(int Step, int Sample)> Rows(DropoutGolden.Mask golden) =>
        from t in Enumerable.Range(0, golden.Steps)
        from b in Enumerable.Range(0, golden.BatchSize)
        select (t, b);
}
