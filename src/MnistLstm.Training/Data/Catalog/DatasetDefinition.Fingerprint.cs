using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MnistLstm.Training.Data.Catalog;

/// <content>What names the content.</content>
public sealed partial class DatasetDefinition
{
    private string? _fingerprint;

    /// <summary>
    /// The same as <see cref="Dataset.Sha256"/>: SHA-256, lower-case hex, over the files' hashes in the order of <see cref="Files"/>, each followed
    /// by a line feed. For a set with a manifest a line follows that gives steps, features and classes, or targets; its name is not in it.
    /// </summary>
    public string Fingerprint => _fingerprint ??= ComputeFingerprint();

    private string ComputeFingerprint()
    {
        string lines = string.Concat(Files.Select(file => file.Sha256 + "\n"));
        string answers = Shape.HasTargets ? "targets" : "classes";
        string shape =
            Manifest is null ? "" : string.Create(CultureInfo.InvariantCulture, $"steps={Steps} features={Features} {answers}={Shape.Outputs}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines + shape)));
    }
}
