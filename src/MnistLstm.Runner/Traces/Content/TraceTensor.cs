namespace MnistLstm.Runner.Traces.Content;

/// <summary>A tensor that a record has an entry for.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The parameter's or the metric's name; empty for the others.</param>
/// <param name="Number">The parameter's place in the state_dict, or the metric's among the metrics.</param>
/// <param name="Shape">The parameter's sizes; empty for a vector whose length the batch decides, and for a single number.</param>
internal sealed record TraceTensor(TensorKind Kind, string Name = "", int Number = 0, IReadOnlyList<int>? Shape = null)
{
    /// <summary>As people call it: <c>gradient of fc.bias</c>.</summary>
    public string Title => Kind switch
    {
        TensorKind.Samples => "samples of the batch",
        TensorKind.Losses => "losses of the batch",
        TensorKind.Gradient => "gradient of " + Name,
        TensorKind.Weight => "weights " + Name,
        TensorKind.ValidationLosses => "validation losses",
        TensorKind.TestLosses => "test losses",
        TensorKind.Metric => "metric " + Name,
        _ => throw new InvalidOperationException($"a kind of tensor without words: {Kind}"),
    };
}
