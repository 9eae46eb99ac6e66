using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Tests.Data;

/// <summary>A test that needs the whole of MNIST; skipped, with the reason and the remedy, where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsMnistFactAttribute : FactAttribute
{
    public NeedsMnistFactAttribute()
    {
        DatasetLocation mnist = DatasetLocator.Locate(DatasetCatalog.Mnist, Places);
        if (!mnist.IsFound)
        {
            Skip = mnist.ToMissingException().Message;
        }
    }

    /// <summary>Where the program itself would look, from this repository.</summary>
    public static DataPlaces Places => DataPlaces.Resolve(null, RepositoryRoot());

    private static string? RepositoryRoot()
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
