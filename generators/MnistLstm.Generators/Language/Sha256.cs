using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace MnistLstm.Generators.Language;

/// <summary>SHA-256 as lower-case hex.</summary>
internal static class Sha256
{
    /// <summary>Of a text's UTF-8 bytes, without byte order mark.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    private static string Of(byte[] bytes)
    {
        using SHA256 hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(bytes).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
