namespace MnistLstm.Training.Data;

/// <summary>A data set could not be fetched: no mirror gave a file whole, or the cache could not take it.</summary>
public sealed class DataFetchException : DataException
{
    internal DataFetchException(string dataset, string problem, string remedy, IReadOnlyList<(string Label, string Text)> details, Exception? inner = null)
        : base(dataset, problem, remedy, details, inner)
    {
    }
}
