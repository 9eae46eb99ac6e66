using System.Security.Cryptography;
using System.Text;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Runs;

/// <summary>Compares specs as they were built in with the YAML files as they are now, so that no stale code is run.</summary>
/// <param name="layout">Where the files are.</param>
public sealed class SpecFreshness(RepositoryLayout layout)
{
    private const string Remedy = "build again: dotnet run does it, dotnet run --no-build does not";

    /// <summary>What is wrong, with the remedy; null when the file is as it was.</summary>
    /// <exception cref="IOException">The file is there but cannot be read.</exception>
    public string? Fault(RunSpec spec)
    {
        string path = Path.Combine([layout.Root, .. spec.SpecPath.Split('/')]);
        if (!File.Exists(path))
        {
            return $"{spec.SpecPath} is gone, but the program still has it built in; {Remedy}";
        }

        // Read as text, since the compiler hashes the text it saw: a byte order mark is no part of it.
        byte[] text = Encoding.UTF8.GetBytes(File.ReadAllText(path));
        return Convert.ToHexStringLower(SHA256.HashData(text)) == spec.SpecSha256
            ? null
            : $"{spec.SpecPath} changed after the build; {Remedy}";
    }
}
