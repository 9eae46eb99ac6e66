using MnistLstm.Runner.Tests.Cli;

namespace MnistLstm.Runner.Tests.Completion;

/// <summary>What the program answers a shell's script.</summary>
public sealed class SuggestionTests : IDisposable
{
    private readonly CommandHarness _app = new(
        Specs.Make("bilstm-64"), Specs.Make("quick/lstm-32"),
        Specs.Make("sweeps/size[hidden_size=32,seed=1]", experiment: "sweeps/size"),
        Specs.Make("sweeps/size[hidden_size=64,seed=1]", experiment: "sweeps/size"));

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("sho", "show")]
    [InlineData("show b", "bilstm-64")]
    [InlineData("show sweeps/si", "sweeps/size")]
    [InlineData("show sweeps/size", "sweeps/size sweeps/size[hidden_size=32,seed=1] sweeps/size[hidden_size=64,seed=1]")]
    [InlineData("run quick/lstm-32 sweeps/size[hidden_size=6", "sweeps/size[hidden_size=64,seed=1]")]
    [InlineData("sweep experiments/q", "experiments/quick/ experiments/quick/lstm-32.yaml")]
    [InlineData("snapshots accept q", "quick/lstm-32")]
    [InlineData("export bi", "bilstm-64")]
    [InlineData("compare --form", "--format")]
    [InlineData("list --format c", "csv")]
    [InlineData("new x --from q", "quick/lstm-32")]
    [InlineData("data verify f", "fashion-mnist")]
    [InlineData("completion b", "bash")]
    [InlineData("new b", "")]
    public void A_word_gets_what_it_can_become(string typed, string expected)
    {
        Assert.Equal(0, _app.Run($"[suggest:{typed.Length}]", typed));
        string word = typed[(typed.LastIndexOf(' ') + 1)..];
        Assert.Equal(expected,
            string.Join(' ',
                _app.Output.Split('\n').Where(item => item.Length > 0 && item.StartsWith(word, StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _mnist_lstm_dotnet dotnet\n")]
    [InlineData("zsh", "compdef _mnist_lstm_dotnet dotnet\n")]
    [InlineData("fish", "complete -c dotnet ")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName dotnet ")]
    public void Each_shell_has_its_script(string shell, string expected)
    {
        Assert.Equal(0, _app.Run("completion", shell));
        Assert.Contains(expected, _app.Output);
    }

    [Fact]
    public void An_unknown_shell_gets_the_nearest_one()
    {
        Assert.Equal(2, _app.Run("completion", "bsh"));
        Assert.StartsWith("error: there is no completion for the shell 'bsh'; did you mean 'bash'?\nhelp:  there is one for bash, zsh, fish, pwsh\n",
            _app.Error);
    }
}
