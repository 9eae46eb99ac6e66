namespace MnistLstm.Runner.Results;

/// <summary>What lies in the results folder of a run that was begun and did not come to its end, and was not halted either.</summary>
/// <param name="Status">What its run.json says: running, interrupted or failed.</param>
/// <param name="Epochs">The epochs that are stored; of a run that counts steps, evaluations.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
internal sealed record UnfinishedRun(string Status, int Epochs, string? Error)
{
    /// <summary>True where it failed.</summary>
    public bool Failed => Status == RunStore.Failed;

    /// <summary>True where a process that lives is training it, as far as can be seen from here.</summary>
    public bool Running { get; init; }
}
