using System.Security.Cryptography;
using System.Text;

namespace MnistLstm.Runner.Results;

/// <summary>The hash of a spec's YAML, as the build takes it of the text it sees.</summary>
internal static class SpecHash
{
    /// <summary>SHA-256, lower-case hex, of the text in UTF-8 without byte order mark.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
