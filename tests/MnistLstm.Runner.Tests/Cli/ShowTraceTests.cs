using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>show --trace over a real bidirectional model of a few random images.</summary>
public sealed class ShowTraceTests : IDisposable
{
    private static readonly RunSpec s_tiny = TinyRun.Spec();
    private readonly CommandHarness _app = new(s_tiny) { Width = 200 };

    public ShowTraceTests()
    {
        Dataset data = TinyRun.Data();
        _app.Load = (_, _) => data;
        _app.OpenTrained = (spec, set) => spec.CreateTrainer(set, new TrainingOptions());
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public void The_last_step_is_the_final_state_of_the_forward_direction_only()
    {
        Assert.Equal(0, _app.Run("show", "tiny", "--trace"));
        string[] lines = _app.Output.Split('\n');
        Assert.StartsWith("tiny  initial weights, test #0, a 0 taken for a ", lines[0], StringComparison.Ordinal);
        Assert.Equal("lstm  LSTM(28, 4, batch_first=True, bidirectional=True)", lines[2]);
        Assert.Equal(lines[4].Split(" -1, :4]")[1].Trim(), lines[5].Split("h_n[0]")[1].Trim());
        Assert.Equal("    equal", lines[6]);
        Assert.NotEqual(lines[8].Split(" -1, 4:]")[1].Trim(), lines[9].Split("h_n[1]")[1].Trim());
        Assert.Matches(@"^    not equal, by up to 0\.[0-9]{4}: at the last step this direction has read 1 of 28 steps; h_n\[1\] is output\[:, 0, 4:\]$",
            lines[10]);
        Assert.All(lines, line => Assert.True(line.Length <= 160, line));
    }

    [Fact]
    public void A_stored_result_s_weights_are_followed_where_there_is_one()
    {
        _app.Runs.Holds(s_tiny);
        Assert.Equal(0, _app.Run("show", "tiny", "--trace", "--index", "6"));
        Assert.StartsWith("tiny  trained weights, test #6, a 6 taken for a ", _app.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--index 7: the test part of mnist-10k has the samples 0 to 6", "--trace", "--index", "7")]
    [InlineData("--index, --results and --data of show need --trace", "--index", "3")]
    public void A_slip_ends_2(string message, params string[] options)
    {
        Assert.Equal(2, _app.Run(["show", "tiny", .. options]));
        Assert.Contains(message, _app.Error);
    }
}
