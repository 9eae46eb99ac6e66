using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.PyTorch;

public sealed class TrajectoryTests
{
    public static IEnumerable<object[]> Names => GradientGolden.Trajectories.Select(t => new object[] { t.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_losses_of_the_first_steps_with_Adam_are_PyTorchs(string name)
    {
        GradientGolden.Trajectory golden = GradientGolden.Trajectories.Single(t => t.Name == name);
        using EngineBatches engine = new(golden, batches: golden.Batches);
        using Adam adam = new(engine.Model.Parameters, golden.LearningRate);
        double[] losses = new double[golden.Losses.Length];

        for (int step = 0; step < losses.Length; step++)
        {
            engine.Train(step % golden.Batches, optimizer: adam);
            losses[step] = engine.Loss;
        }

        Assert.Equal(50, losses.Length);
        GradientChecks.Near(golden.Losses, losses, 1e-5, "losses");
    }
}
