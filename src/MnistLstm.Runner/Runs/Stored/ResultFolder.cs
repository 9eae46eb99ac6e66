using MnistLstm.Runner.Results;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>A folder of the results.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Fingerprint">The fingerprint, the folder's own name.</param>
/// <param name="Folder">Where it is.</param>
/// <param name="Bytes">The size of its files.</param>
/// <param name="Status">What run.json says of it: <c>complete</c>, <c>running</c>, <c>failed</c>, <c>interrupted</c>; <c>damaged</c> when it cannot be
/// read.</param>
/// <param name="Engine">The version of the engine that made it; null when it is damaged.</param>
/// <param name="Finished">When it was finished, UTC; null when it was not.</param>
/// <param name="Standing">What it is good for.</param>
/// <param name="Why">The reason for that, in words.</param>
internal sealed record ResultFolder(
    string Run, string Fingerprint, string Folder, long Bytes, string Status, string? Engine, DateTime? Finished, ResultStanding Standing, string Why)
{
    /// <summary>True when nothing needs it.</summary>
    public bool IsPrunable => Standing is ResultStanding.Older or ResultStanding.Orphaned;
}
