using System.IO.Hashing;
using System.Runtime.InteropServices;
using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Training;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Traces.Comparing;

/// <summary>Watches a training and hands its records to a sink.</summary>
/// <param name="layout">The records' entries.</param>
/// <param name="sink">Who takes them.</param>
internal sealed class TraceObserver(TraceLayout layout, ITraceSink sink) : IStepObserver, ITraceValues
{
    /// <summary>Stands for a number that was not evaluated; a NaN that no arithmetic gives.</summary>
    public const ulong NotEvaluated = ulong.MaxValue;

    private readonly ulong[] _entries = new ulong[layout.LongestRecord];
    private readonly ulong[] _metrics = new ulong[Metric.All.Count];
    private readonly List<float> _validationLosses = [];
    private readonly List<float> _testLosses = [];
    private ParameterSet? _parameters;
    private int[] _samples = [];
    private float[] _losses = [];
    private int _batch;

    /// <summary>True when the sink wants nothing further.</summary>
    public bool Done => sink.Done;

    /// <summary>Takes the initial weights.</summary>
    public void Start(SequenceClassifier model)
    {
        _parameters = model.Parameters;
        Give(TracePosition.Start);
    }

    /// <inheritdoc/>
    public void StepCompleted(in TrainingStep step)
    {
        _parameters = step.Model.Parameters;
        _batch = step.Samples.Length;
        if (_samples.Length < _batch)
        {
            (_samples, _losses) = (new int[_batch], new float[_batch]);
        }

        step.Samples.CopyTo(_samples);
        step.Losses.CopyTo(_losses);
        Give(new TracePosition(RecordKind.Step, step.Epoch, step.Batch));
    }

    /// <inheritdoc/>
    public void ValidationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => _validationLosses.AddRange(losses);

    /// <inheritdoc/>
    public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => _testLosses.AddRange(losses);

    /// <summary>Takes the metrics of an epoch that is done.</summary>
    public void EpochCompleted(EpochMetrics epoch)
    {
        for (int i = 0; i < _metrics.Length; i++)
        {
            _metrics[i] = Metric.All[i].Value(epoch) is { } value ? BitConverter.DoubleToUInt64Bits(value) : NotEvaluated;
        }

        Give(new TracePosition(RecordKind.Epoch, epoch.Epoch, 0));
        _validationLosses.Clear();
        _testLosses.Clear();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(TraceTensor tensor) => tensor.Kind switch
    {
        TensorKind.Samples => MemoryMarshal.AsBytes(_samples.AsSpan(0, _batch)),
        TensorKind.Losses => MemoryMarshal.AsBytes(_losses.AsSpan(0, _batch)),
        TensorKind.Gradient => MemoryMarshal.AsBytes(_parameters![tensor.Number].Gradient),
        TensorKind.Weight => MemoryMarshal.AsBytes(_parameters![tensor.Number].Values),
        TensorKind.ValidationLosses => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_validationLosses)),
        TensorKind.TestLosses => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_testLosses)),
        TensorKind.Metric => MemoryMarshal.AsBytes(_metrics.AsSpan(tensor.Number, 1)),
        _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Kind, "a kind of tensor without values"),
    };

    private void Give(TracePosition position)
    {
        if (sink.Done || !sink.Wants(position))
        {
            return;
        }

        IReadOnlyList<TraceTensor> tensors = layout.Of(position.Record);
        for (int i = 0; i < tensors.Count; i++)
        {
            TraceTensor tensor = tensors[i];
            _entries[i] = tensor.Kind == TensorKind.Metric ? _metrics[tensor.Number] : XxHash64.HashToUInt64(Bytes(tensor));
        }

        sink.Take(position, _entries.AsSpan(0, tensors.Count), this);
    }
}
