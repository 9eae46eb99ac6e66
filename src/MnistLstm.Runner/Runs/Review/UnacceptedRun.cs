namespace MnistLstm.Runner.Runs.Review;

/// <summary>A run that was to be accepted and has nothing to accept.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Reason">Why: <c>no result to accept</c>.</param>
/// <param name="Remedy">What to do, without the command: <c>train it</c>.</param>
/// <param name="Options">What the command needs behind the name, each with a blank before it.</param>
internal sealed record UnacceptedRun(string Name, string Reason, string Remedy, string Options = "")
{
    /// <summary><c>demo: no result to accept; train it: dotnet run -- run demo</c>.</summary>
    public override string ToString() => $"{Name}: {Reason}; {Remedy}: {Command(Name)}";

    /// <summary>The command that makes a result of a run or a family.</summary>
    public string Command(string name) => $"dotnet run -- run {Storage.ShellText.Quote(name)}{Options}";
}
