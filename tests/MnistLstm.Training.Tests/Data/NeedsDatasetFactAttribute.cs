using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Tests.Data;

/// <summary>A test that needs a data set that is no part of the program; skipped, with the reason and the remedy, where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsDatasetFactAttribute : FactAttribute
{
    public NeedsDatasetFactAttribute(string name)
    {
        Name = name;
        DatasetLocation location = DatasetLocator.Locate(DatasetCatalog.Get(name), Places);
        if (!location.IsFound)
        {
            Skip = location.ToMissingException().Message;
        }
    }

    /// <summary>The data set.</summary>
    public string Name { get; }

    /// <summary>Where the program itself would look, from this repository.</summary>
    public static DataPlaces Places => DataPlaces.Resolve(null, RepositoryRoot());

    /// <summary>The folder of the solution; null outside a checkout.</summary>
    public static string? RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MnistLstm.Experiments.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
