using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Idx;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Tests.Data;

/// <summary>A tiny data set on disk, to be spoiled and loaded.</summary>
internal sealed class TinyFolder : IDisposable
{
    private readonly TempFolder _temp = new();

    public TinyFolder()
    {
        Set.WriteTo(Folder);
    }

    public TinySet Set { get; } = new();

    public string Root => _temp.Path;

    public string Folder => _temp["tiny"];

    public DataPlaces Places => new() { Folders = [Root], GivenBy = "--data" };

    public string PathOf(DatasetFile file) => Path.Combine(Folder, file.PublishedName);

    /// <summary>Puts other uncompressed bytes in a file's place, compressed.</summary>
    public void Replace(DatasetFile file, byte[] content) => ReplaceRaw(file, TinySet.Gzip(content));

    /// <summary>Puts other bytes in a file's place, as they are.</summary>
    public void ReplaceRaw(DatasetFile file, byte[] stored) => File.WriteAllBytes(PathOf(file), stored);

    public Dataset Load() => new DatasetCache().Load(Set.Definition, new DataOptions { Places = Places });

    public DataDamagedException LoadDamaged() => Assert.Throws<DataDamagedException>(Load);

    public void Dispose() => _temp.Dispose();
}
