using System.Text.Json.Nodes;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A finished run that counts steps, and then more of them; really trained.</summary>
public sealed class LongerRunTests : IDisposable
{
    private readonly TestRepository _repository = new() { Start = Train };
    private readonly TestRepository _whole = new() { Start = Train };

    public void Dispose()
    {
        _repository.Dispose();
        _whole.Dispose();
    }

    [Theory]
    [InlineData(8, 8, false)]
    [InlineData(11, 8, false)]
    [InlineData(10, 8, false)]
    [InlineData(3, 0, false)]
    [InlineData(8, 8, true)]
    [InlineData(11, 8, true)]
    public void More_steps_go_on_and_every_file_but_times_and_environment_is_that_of_a_run_from_scratch(int steps, int evaluated, bool atEnd)
    {
        _repository.Execute(Spec(_repository, steps, atEnd: atEnd));
        RunSpec longer = Spec(_repository, 18, atEnd: atEnd);
        string expected = evaluated == steps ? $"goes on after step {steps} of the run with {steps} steps"
            : evaluated == 0 ? $"goes on after {SamplesIn(0, steps)} samples of the run with {steps} steps"
            : $"goes on after step {evaluated} and {SamplesIn(evaluated, steps)} samples of the run with {steps} steps";
        Assert.Equal($"spec changed: steps {steps} -> 18; {expected}", Plan(longer));
        RecordingObserver observer = new();
        Assert.Null(_repository.Execute(longer, observer: observer).Error);
        Assert.Equal(expected, Assert.Single(observer.Starts).ToString());
        RunSpec scratch = Spec(_whole, 18, atEnd: atEnd);
        Assert.Equal(RunStatus.Completed, _whole.Execute(scratch).Status);
        Assert.Equal(Files(_whole, scratch), Files(_repository, longer));
        Assert.Equal(RunStatus.Cached, _repository.Results.Read(Spec(_repository, steps, atEnd: atEnd)).Status);
    }

    [Fact]
    public void A_cycle_over_all_steps_begins_anew_and_says_why()
    {
        _repository.Execute(Cycled(4));
        Assert.EndsWith(
            "; begins anew: from the run with 4 steps it would not give the bits of a run from scratch: its training steps had other learning rates than those "
                + "that are planned now: the schedule depends on the number of steps",
            Plan(Cycled(18)), StringComparison.Ordinal);

        RunSpec Cycled(int steps) => Spec(_repository, steps, pass => new OneCycleLr(0.01, steps, cycleMomentum: false) { StepsPerEpoch = pass });
    }

    [Fact]
    public void Fewer_steps_than_are_done_begin_anew_and_say_why()
    {
        _repository.Execute(Spec(_repository, 11));
        Assert.EndsWith("the saved state is of step 11, and 10 are planned", Plan(Spec(_repository, 10)), StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_have_nothing_to_go_on_from_of_a_run_of_epochs()
    {
        RunSpec epochs = _repository.Spec("tiny") with { CreateTrainer = TinyRun.Spec().CreateTrainer };
        _repository.Execute(epochs);
        Assert.DoesNotContain("goes on", Plan(Spec(_repository, 18)), StringComparison.Ordinal);
    }

    private static ITrainingSession Train(RunSpec spec, TrainingOptions options) => new TrainerSession(spec.CreateTrainer(TinyRun.Data(), options));

    private static RunSpec Spec(TestRepository repository, int steps, Func<int, LrScheduler?>? schedule = null, bool atEnd = false) =>
        TinyRun.Stepped(repository.Spec("tiny"), 0.01, steps, schedule, atEnd);

    // The fifth batch of a pass has three samples.
    private static int SamplesIn(int from, int to) => Enumerable.Range(from, to - from).Sum(step => step % 5 == 4 ? 3 : 5);

    private string Plan(RunSpec spec) => new RunPlanner(_repository.Store, _repository.Data).Explain(spec, force: false);

    private static Dictionary<string, string> Files(TestRepository repository, RunSpec spec)
    {
        string folder = Path.GetDirectoryName(repository.RunFile(spec, RunFiles.Manifest))!;
        return Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), file =>
        {
            if (Path.GetFileName(file) != RunFiles.Manifest)
            {
                return Convert.ToBase64String(File.ReadAllBytes(file));
            }

            JsonObject manifest = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            Assert.True(manifest.Remove("times") && manifest.Remove("environment"));
            return manifest.ToJsonString();
        });
    }
}
