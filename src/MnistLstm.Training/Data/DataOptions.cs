using MnistLstm.Training.Data.Fetch;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Data;

/// <summary>How to come by a data set. Nothing here can change its content.</summary>
public sealed record DataOptions
{
    /// <summary>Where to look.</summary>
    public required DataPlaces Places { get; init; }

    /// <summary>True: a data set that is in none of the places is fetched, unless <see cref="DataPlaces.GivenBy"/> names the only one. Default:
    /// false.</summary>
    public bool MayFetch { get; init; }

    /// <summary>Told of every step of a fetch, on any thread; null if nobody listens.</summary>
    public Action<FetchProgress>? Progress { get; init; }
}
