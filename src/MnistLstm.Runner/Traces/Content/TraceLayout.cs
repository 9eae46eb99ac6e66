using MnistLstm.Training;

namespace MnistLstm.Runner.Traces.Content;

/// <summary>
/// Which entries the records of a trace have, each eight bytes. Within a step they stand in the order in which one causes the next: samples,
/// losses, gradients from the output back to the input (the state_dict's order reversed), then the weights after the optimizer in state_dict order.
/// </summary>
internal sealed class TraceLayout
{
    /// <summary>Bytes of an entry.</summary>
    public const int EntryBytes = sizeof(ulong);

    private readonly TraceTensor[] _start;
    private readonly TraceTensor[] _step;
    private readonly TraceTensor[] _epoch;

    /// <summary>The layout of a training.</summary>
    /// <param name="parameters">The model's parameters in state_dict order.</param>
    /// <param name="steps">Training steps traced.</param>
    /// <param name="epochs">Epochs traced, or evaluations.</param>
    /// <param name="validates">Whether samples are held out; the records of other runs say nothing of them.</param>
    public TraceLayout(IReadOnlyList<TraceParameter> parameters, long steps, int epochs, bool validates)
    {
        Steps = steps;
        Epochs = epochs;
        _start = [.. parameters.Select((p, i) => new TraceTensor(TensorKind.Weight, p.Name, i, p.Shape))];
        _step =
        [
            new TraceTensor(TensorKind.Samples),
            new TraceTensor(TensorKind.Losses),
            .. _start.Select(weight => weight with { Kind = TensorKind.Gradient }).Reverse(),
            .. _start,
        ];
        _epoch =
        [
            .. validates ? [new TraceTensor(TensorKind.ValidationLosses)] : (TraceTensor[])[],
            new TraceTensor(TensorKind.TestLosses),
            // What predicted numbers are off by follows from the weights, and so is left out.
            .. Metric.All.Index().Where(m => (validates || !m.Item.IsOfValidation) && !m.Item.IsError)
                .Select(m => new TraceTensor(TensorKind.Metric, m.Item.Key, m.Index)),
        ];
    }

    /// <summary>Training steps traced.</summary>
    public long Steps { get; }

    /// <summary>Epochs traced, or evaluations.</summary>
    public int Epochs { get; }

    /// <summary>Entries of the longest record.</summary>
    public int LongestRecord => Math.Max(_step.Length, _epoch.Length);

    /// <summary>Bytes of all records.</summary>
    public long Bytes => EntryBytes * (_start.Length + (Steps * _step.Length) + ((long)Epochs * _epoch.Length));

    /// <summary>The entries of a record.</summary>
    public IReadOnlyList<TraceTensor> Of(RecordKind record) => record switch
    {
        RecordKind.Start => _start,
        RecordKind.Step => _step,
        _ => _epoch,
    };
}
