namespace MnistLstm.Runner.Traces.Live;

/// <summary>
/// What two programs that train in lock step say to each other. The one started answers: it writes the head of a trace, then record after
/// record, and after each waits for a word of the other.
/// </summary>
internal static class LockStep
{
    /// <summary>The hidden option that starts the answering side.</summary>
    public const string Option = "--lock-step";

    /// <summary>The record was equal; go on.</summary>
    public const byte GoOn = (byte)'c';

    /// <summary>Followed by the entry's place in the record, int32: answer with the length of its raw values, int32, and the values, then end.</summary>
    public const byte GiveValues = (byte)'v';
}
