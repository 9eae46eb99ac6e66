namespace MnistLstm.Runner.Traces.Content;

/// <summary>The records of a trace: one at the start, one after every training step, one after every epoch.</summary>
internal enum RecordKind
{
    /// <summary>Before the first step.</summary>
    Start,

    /// <summary>After a training step.</summary>
    Step,

    /// <summary>After an epoch and its evaluation.</summary>
    Epoch,
}
