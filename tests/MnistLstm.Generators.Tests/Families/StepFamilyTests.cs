using MnistLstm.Generators.Tests.Diagnostics;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Families;

/// <summary>Families whose runs count steps.</summary>
public class StepFamilyTests
{
    private const string Rest = "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.01\ndataset: mnist-10k\ntrain_samples: 100\n";

    [Fact]
    public void The_number_of_steps_can_vary()
    {
        IReadOnlyList<RunSpec> runs = Runs(Rest + "matrix: {steps: [20, 50]}\neval_every: 20\n");
        Assert.Equal([("a[steps=20]", 20, 1), ("a[steps=50]", 50, 3)], runs.Select(run => (run.Name, run.Steps!.Value, run.Epochs)));
        Assert.All(runs, run => Assert.DoesNotContain(run.Settings, setting => setting.Key == "epochs"));
    }

    [Fact]
    public void So_can_the_steps_from_one_evaluation_to_the_next()
    {
        IReadOnlyList<RunSpec> runs = Runs(Rest + "steps: 50\ncases: [{eval_every: 20}, {learning_rate: 0.1}]\n");
        Assert.Equal([3, 5], runs.Select(run => run.Epochs));
    }

    [Fact]
    public void A_schedule_over_all_steps_follows_a_varied_number_of_them()
    {
        string text = Rest + "matrix: {steps: [20, 50]}\nlr_scheduler: cosine_annealing_lr\nlr_scheduler_interval: step\n";
        Assert.Contains("tMax: variant.Steps!.Value", GeneratorRun.Of("experiments/a.yaml", text).Sources["Models/a.g.cs"]);
        Assert.Equal(2, Runs(text).Count);
    }

    [Fact]
    public void Epochs_in_one_case_and_steps_in_another_are_refused_at_the_steps() => Expect.Errors(
        Rest + "cases: [{epochs: 2}, {steps: 20}]\n",
        "(6,9): EXP005: this case needs the key 'steps' (an integer from 1 to 10000000)",
        "(6,30): EXP110: training is counted in 'epochs' or in 'steps', but 'epochs' stands on line 6 and 'steps' here; keep one of the two");

    [Fact]
    public void A_case_without_steps_lacks_them() => Expect.Errors(
        Rest + "cases: [{steps: 20}, {learning_rate: 0.1}]\n",
        "(6,22): EXP005: this case needs the key 'steps' (an integer from 1 to 10000000)");

    private static IReadOnlyList<RunSpec> Runs(string text) => LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", text));
}
