using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MnistLstm.Runner.Tests.Export.Bundles;

/// <summary>Zip files as nobody means them, made of good ones.</summary>
internal static class ZipFiles
{
    /// <summary>The files in a zip file.</summary>
    public static Dictionary<string, byte[]> Read(byte[] zip)
    {
        using ZipArchive archive = new(new MemoryStream(zip), ZipArchiveMode.Read);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using MemoryStream content = new();
            using Stream stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    /// <summary>A zip file of the files of another, changed.</summary>
    public static byte[] Change(byte[] zip, Action<Dictionary<string, byte[]>> change)
    {
        Dictionary<string, byte[]> files = Read(zip);
        change(files);
        return Write(files.Select(file => (file.Key, file.Value)));
    }

    /// <summary>A zip file of files, of which several may have one name.</summary>
    public static byte[] Write(IEnumerable<(string Name, byte[] Content)> files, CompressionLevel level = CompressionLevel.NoCompression,
        Action<ZipArchiveEntry>? change = null)
    {
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, level);
                change?.Invoke(entry);
                using Stream stream = entry.Open();
                stream.Write(content);
            }
        }

        return zip.ToArray();
    }

    /// <summary>A zip file with bytes changed at a distance from where the list of entries names one.</summary>
    /// <param name="zip">The zip file.</param>
    /// <param name="name">The entry.</param>
    /// <param name="fromName">Bytes from its name in the list back to the field; the record's fields lie in front of the name.</param>
    /// <param name="value">What is put there.</param>
    public static byte[] InList(byte[] zip, string name, int fromName, params ReadOnlySpan<byte> value)
    {
        byte[] changed = [.. zip];
        int at = changed.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(name)) - fromName;
        value.CopyTo(changed.AsSpan(at));
        return changed;
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
