using System.Reflection;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data;

/// <summary>The files of an embedded data set, as resources of this assembly.</summary>
public static class EmbeddedDigits
{
    /// <summary>The resource's name: <c>mnist-10k/train-images-idx3-ubyte.gz</c>.</summary>
    public static string NameOf(DatasetDefinition set, DatasetFile file) => $"{set.Name}/{file.PublishedName}";

    /// <summary>The gzip bytes.</summary>
    /// <exception cref="InvalidOperationException">The assembly was built without them.</exception>
    public static Stream Open(DatasetDefinition set, DatasetFile file)
    {
        string name = NameOf(set, file);
        return typeof(EmbeddedDigits).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"{Assembly.GetExecutingAssembly().GetName().Name}: no embedded resource '{name}'; it was built without Data/Mnist10k");
    }
}
