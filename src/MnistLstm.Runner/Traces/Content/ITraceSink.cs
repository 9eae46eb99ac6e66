namespace MnistLstm.Runner.Traces.Content;

/// <summary>Takes the records of a training as it goes.</summary>
internal interface ITraceSink
{
    /// <summary>True when nothing further is wanted, and the training can end.</summary>
    bool Done { get; }

    /// <summary>Whether a record is wanted; one that is not is not even hashed.</summary>
    bool Wants(TracePosition position) => true;

    /// <summary>Takes a record.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="entries">One for each of the layout's tensors.</param>
    /// <param name="values">The values behind them.</param>
    void Take(TracePosition position, ReadOnlySpan<ulong> entries, ITraceValues values);
}
