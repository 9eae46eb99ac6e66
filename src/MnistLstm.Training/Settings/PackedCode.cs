using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace MnistLstm.Training.Settings;

/// <summary>
/// Emitted source as a catalog carries it, for <c>show --code</c>: two kilobytes a spec where its text takes ten, which the C# compiler would read and write
/// in every build. Compiled into the generator, too: it packs what the program unpacks.
/// </summary>
public static class PackedCode
{
    private const char Separator = '\0';

    /// <summary>Texts, parted by zeros, deflated, in Base64.</summary>
    /// <param name="parts">The texts.</param>
    public static string Pack(IEnumerable<string> parts)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join(Separator.ToString(), parts.ToArray()));
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(text, 0, text.Length);
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>Some of the texts, one behind the other.</summary>
    /// <param name="packed">What was packed, in UTF-8.</param>
    /// <param name="parts">Which, from 0.</param>
    /// <exception cref="InvalidDataException">It was not packed here.</exception>
    public static string Unpack(ReadOnlySpan<byte> packed, params int[] parts)
    {
        try
        {
            byte[] deflated = Convert.FromBase64String(Encoding.UTF8.GetString(packed.ToArray()));
            using DeflateStream inflate = new(new MemoryStream(deflated), CompressionMode.Decompress);
            using StreamReader reader = new(inflate, Encoding.UTF8);
            string[] all = reader.ReadToEnd().Split(Separator);
            return string.Concat(parts.Select(part => all[part]));
        }
        catch (Exception error) when (error is FormatException or IndexOutOfRangeException or InvalidDataException)
        {
            throw new InvalidDataException("the assembly's emitted source cannot be read: build it again", error);
        }
    }
}
