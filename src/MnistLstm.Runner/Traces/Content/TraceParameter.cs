namespace MnistLstm.Runner.Traces.Content;

/// <summary>A parameter of the traced model.</summary>
/// <param name="Name">Its state_dict name.</param>
/// <param name="Shape">Its sizes.</param>
internal sealed record TraceParameter(string Name, IReadOnlyList<int> Shape);
