using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;
using MnistLstm.Engine.Tests.PyTorch;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>What must not change a bit: the vector width, the threads, and whatever was run before.</summary>
public sealed class SameBitsTests
{
    public static IEnumerable<object[]> Cases => GradientGolden.Cases.Select(c => new object[] { c.Name });

    public static IEnumerable<object[]> CasesWithoutDropout => GradientGolden.Cases.Where(c => !c.Draws).Select(c => new object[] { c.Name });

    public static IEnumerable<object[]> CasesAndWidths =>
        from golden in GradientGolden.Cases
        from width in Enum.GetValues<SimdWidth>().Where(width => width != SimdWidth.Scalar)
        select new object[] { golden.Name, width };

    [Theory]
    [MemberData(nameof(CasesAndWidths))]
    public void Every_vector_width_gives_the_bits_of_the_scalar_formulas(string name, SimdWidth width) =>
        Assert.Equal(Hash(name, new ExecutionOptions(1, SimdWidth.Scalar)), Hash(name, new ExecutionOptions(1, width)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Any_number_of_threads_gives_the_bits_of_one(string name)
    {
        string expected = Hash(name, new ExecutionOptions(1, SimdWidths.Best));

        foreach (int threads in (int[])[2, 3, 5])
        {
            Assert.Equal((threads, expected), (threads, Hash(name, new ExecutionOptions(threads, SimdWidths.Best))));
        }
    }

    /// <summary>Of 300 units a gate is made in two pieces, 256 and 44; two threads that share one make 150 each.</summary>
    [Theory]
    [InlineData("rnn")]
    [InlineData("gru")]
    public void Gradients_made_in_pieces_have_the_bits_of_those_made_whole(string cell)
    {
        GoldenSetup large = Of("sixteen units") with { Cell = cell, HiddenSize = 300, BatchSize = 7, Steps = 3 };
        string expected = Hash(large, new ExecutionOptions(3, SimdWidths.Best));

        Assert.Equal(expected, Hash(large, new ExecutionOptions(1, SimdWidths.Best)));
        Assert.Equal(expected, Hash(large, new ExecutionOptions(2, SimdWidths.Best)));
    }

    [Theory]
    [MemberData(nameof(CasesWithoutDropout))]
    public void A_smaller_batch_after_a_larger_one_gives_the_bits_it_has_alone(string name)
    {
        GradientGolden.Case golden = Of(name);
        int samples = (golden.BatchSize + 1) / 2;
        using EngineBatches alone = new(golden);
        using EngineBatches after = new(golden, batches: 2);

        alone.Train(samples: samples);
        after.Train(batch: 1);
        after.Train(samples: samples);

        Assert.Equal(alone.Sha256(), after.Sha256());
    }

    [Theory]
    [MemberData(nameof(CasesWithoutDropout))]
    public void Evaluation_gives_the_scores_of_the_training_pass_and_leaves_no_trace_in_it(string name)
    {
        GradientGolden.Case golden = Of(name);
        using EngineBatches trained = new(golden);
        using EngineBatches evaluated = new(golden, batches: 2);

        trained.Train();
        evaluated.Evaluate(batch: 1);
        evaluated.Evaluate();

        Assert.Equal(trained.Scores(), evaluated.Scores());
        Assert.Equal(trained.Loss, evaluated.Loss);
        evaluated.Train();
        Assert.Equal(trained.Sha256(), evaluated.Sha256());
    }

    [Theory]
    [InlineData(2, SimdWidth.Scalar)]
    [InlineData(2, SimdWidth.Vector128)]
    [InlineData(3, SimdWidth.Vector256)]
    [InlineData(4, SimdWidth.Vector512)]
    public void Training_steps_give_the_same_weights_however_they_are_run(int threads, SimdWidth width)
    {
        foreach (GradientGolden.Trajectory golden in GradientGolden.Trajectories)
        {
            Assert.Equal(WeightsAfterSteps(golden, ExecutionOptions.Default), WeightsAfterSteps(golden, new ExecutionOptions(threads, width)));
        }
    }

    [Fact]
    public void Weights_written_from_outside_are_used_once_they_are_announced()
    {
        GradientGolden.Case golden = Of("sixteen units");
        using EngineBatches written = new(golden with { Seed = golden.Seed + 1 });
        using EngineBatches expected = new(golden);

        written.Evaluate();
        expected.Model.Parameters.Values.CopyTo(written.Model.Parameters.Values);
        written.Model.WeightsChanged();
        written.Evaluate();
        expected.Evaluate();

        Assert.Equal(expected.Scores(), written.Scores());
    }

    private static string Hash(string name, ExecutionOptions options) => Hash(Of(name), options);

    private static string Hash(GoldenSetup setup, ExecutionOptions options)
    {
        using EngineBatches engine = new(setup, options);
        engine.Train();
        return engine.Sha256();
    }

    private static string WeightsAfterSteps(GradientGolden.Trajectory golden, ExecutionOptions options)
    {
        using EngineBatches engine = new(golden, options, golden.Batches);
        using Adam adam = new(engine.Model.Parameters, golden.LearningRate);
        for (int step = 0; step < 6; step++)
        {
            engine.Train(step % golden.Batches, optimizer: adam);
        }

        return engine.Model.Parameters.Sha256();
    }

    private static GradientGolden.Case Of(string name) => GradientGolden.Cases.Single(c => c.Name == name);
}
