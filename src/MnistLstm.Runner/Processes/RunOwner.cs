using System.Globalization;
using System.Text.Json.Serialization;

namespace MnistLstm.Runner.Processes;

/// <summary>The process that makes a run.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Host">The machine it runs on.</param>
/// <param name="Started">When the process started, UTC; with the id it names a process for good, since ids come back.</param>
/// <param name="BootId">The machine's own name for the time since it was switched on; null where the system has none.</param>
/// <param name="StartTicks">When the process started, in the system's ticks since then: the same to the tick however the clock is set; null where the system
/// does not tell.</param>
internal sealed record RunOwner(int ProcessId, string Host, DateTime Started, string? BootId = null, long? StartTicks = null)
{
    /// <summary>The file that names this owner, where nothing but that file tells whether it lives; else null.</summary>
    [JsonIgnore]
    public string? File { get; init; }

    /// <summary>As messages name it: <c>process 4711 on box</c>, <c>process 4711 on box (named in /results/.locks/a.lock.owner)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Host}{(File is null ? "" : $" (named in {File})")}");
}
