using System.Text;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Training.Data.Npy;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>A folder of files to be taken for data.</summary>
internal sealed class ImportFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-import-").FullName;

    /// <summary>A file's path.</summary>
    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>Writes bytes.</summary>
    public string Write(string name, params byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <summary>Writes text.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes of a NumPy file.</summary>
    public static byte[] Npy(string type, long[] shape, params byte[] data) => [.. NpyHeader.Write(type, shape), .. data];

    /// <summary>Writes a NumPy file of little-endian floats.</summary>
    public string Floats(string name, long[] shape, params float[] values) => Write(name, Npy("<f4", shape, [.. values.SelectMany(BitConverter.GetBytes)]));

    /// <summary>Writes a NumPy file of 64-bit labels.</summary>
    public string Labels(string name, params long[] labels) => Write(name, Npy("<i8", [labels.Length], [.. labels.SelectMany(BitConverter.GetBytes)]));

    /// <summary>The first part that files hold.</summary>
    public RawPart Read(params string[] files) => SequenceFormats.Read([.. files.Select(file => this[file])], new ImportOptions())[0];

    /// <summary>What is said of files that cannot be read, without the folder.</summary>
    public string Fault(params string[] files) => Said(() => Read(files));

    /// <summary>What is said, without the folder.</summary>
    public string Said(Action act) => Assert.Throws<ImportException>(act).Message.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    /// <summary>The values of a part.</summary>
    public static float[] Values(RawPart part) => [.. Enumerable.Range(0, part.Values.Length).Select(i => part.Values[i])];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
