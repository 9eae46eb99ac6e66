using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Fetch;

/// <summary>A data set could not be fetched: no mirror gave a file whole, or the cache could not take it.</summary>
public sealed class DataFetchException : DataException
{
    /// <summary>Describes the failure.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="problem">What went wrong.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="details">Further lines of the message, each with its label: what was tried, what was found.</param>
    /// <param name="inner">The cause, if another exception is one.</param>
    public DataFetchException(string dataset, string problem, string remedy, IReadOnlyList<(string Label, string Text)> details, Exception? inner = null)
        : base(dataset, problem, remedy, details, inner)
    {
    }
}
