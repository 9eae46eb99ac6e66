using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs;

/// <summary>Compares specs as they were built in with the YAML files as they are now, so that no stale code is run.
/// Each file is looked at once: editing a spec while its sweep is under way does not stop the sweep, which goes on with what it began with.</summary>
/// <param name="layout">Where the files are.</param>
public sealed class SpecFreshness(RepositoryLayout layout)
{
    private const string Remedy = "build again: dotnet run does it, dotnet run --no-build does not";

    private readonly ConcurrentDictionary<string, string?> _hashes = new(StringComparer.Ordinal);

    /// <summary>Looks at the files of these specs now, if that was not done yet. One that cannot be read is left to <see cref="Fault"/>.</summary>
    public void Freeze(IEnumerable<RunSpec> specs)
    {
        foreach (RunSpec spec in specs)
        {
            try
            {
                Fault(spec);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Its own run says so, and no other run suffers for it.
            }
        }
    }

    /// <summary>What is wrong, with the remedy; null when the file is as it was.</summary>
    /// <exception cref="IOException">The file is there but cannot be read.</exception>
    public string? Fault(RunSpec spec)
    {
        string? now = _hashes.GetOrAdd(spec.SpecPath, Hash);
        if (now is null)
        {
            return $"{spec.SpecPath} is gone, but the program still has it built in; {Remedy}";
        }

        return now == spec.SpecSha256 ? null : $"{spec.SpecPath} changed after the build; {Remedy}";
    }

    private string? Hash(string specPath)
    {
        string path = Path.Combine([layout.Root, .. specPath.Split('/')]);

        // Read as text, since the compiler hashes the text it saw: a byte order mark is no part of it.
        return File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(path)))) : null;
    }
}
