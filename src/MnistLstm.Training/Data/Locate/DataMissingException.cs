using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Locate;

/// <summary>A data set, or some of its files, is in none of the places looked at.</summary>
public sealed class DataMissingException : DataException
{
    /// <summary>Describes the search.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="places">The places looked at.</param>
    public DataMissingException(string dataset, string remedy, IReadOnlyList<DatasetPlace> places)
        : base(dataset, "the data set is missing", remedy, [.. places.Select(place => ("looked at", $"{place.Folder}: {place.Finding}"))], null)
    {
        Places = places;
    }

    /// <summary>The places looked at, in that order, and what was found there.</summary>
    public IReadOnlyList<DatasetPlace> Places { get; }
}
