namespace MnistLstm.Runner.Storage;

/// <summary>The process that makes a run.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Host">The machine it runs on.</param>
/// <param name="Started">When the process started, UTC; with the id it names a process for good, since ids come back.</param>
public sealed record RunOwner(int ProcessId, string Host, DateTime Started)
{
    /// <summary>As messages name it: <c>process 4711 on box</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"process {ProcessId} on {Host}");
}
