using System.Security.Cryptography;
using System.Text;

namespace MnistLstm.Runner.Snapshots;

/// <summary>
/// The eight hex digits that guard a line: the first of SHA-256 over the check before it, a line feed, and the line's own keys and values
/// as they stand in the file. Spaces between them do not count; every digit does.
/// </summary>
internal static class CheckDigits
{
    private const int Digits = 8;

    /// <summary>The first check of a run, over its name, engine, spec and, where it has hooks, their hash (all as JSON).</summary>
    public static string OfHead(string name, string engine, IEnumerable<(string Key, string Json)> spec, string? hooks) =>
        Of("", [("name", name), ("engine", engine), .. spec, .. hooks is null ? Array.Empty<(string, string)>() : [(SnapshotFile.HooksKey, hooks)]]);

    /// <summary>The check of an epoch.</summary>
    public static string OfEpoch(string previous, IEnumerable<(string Key, string Json)> fields) => Of(previous, fields);

    private static string Of(string previous, IEnumerable<(string Key, string Json)> fields)
    {
        string text = previous + "\n" + string.Concat(fields.Select(f => $"{f.Key}={f.Json}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }
}
