using System.Collections.Concurrent;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>Compares specs as they were built in with the YAML files as they are now, so that no stale code is run.
/// Each file is looked at once: editing a spec while its sweep is under way does not stop the sweep, which goes on with what it began with.</summary>
/// <param name="layout">Where the files are.</param>
internal sealed class SpecFreshness(RepositoryLayout layout)
{
    private const string Remedy = "build again: dotnet run does it, dotnet run --no-build does not";

    private readonly ConcurrentDictionary<string, (string? Hash, string? Fault)> _hashes = new(StringComparer.Ordinal);

    /// <summary>Looks at the files of these specs now, if that was not done yet. Of one that cannot be read its own run says so.</summary>
    public void Freeze(IEnumerable<RunSpec> specs)
    {
        foreach (RunSpec spec in specs)
        {
            Fault(spec);
        }
    }

    /// <summary>What is wrong, with the remedy; null when the file is as it was.</summary>
    public string? Fault(RunSpec spec)
    {
        (string? now, string? fault) = _hashes.GetOrAdd(spec.SpecPath, Hash);
        return fault
            ?? (now is null ? $"{spec.SpecPath} is gone, but the program still has it built in; {Remedy}"
            : now == spec.SpecSha256 ? null
            : $"{spec.SpecPath} changed after the build; {Remedy}");
    }

    private (string? Hash, string? Fault) Hash(string specPath)
    {
        string path = Path.Combine([layout.Root, .. specPath.Split('/')]);
        try
        {
            // Read as text, since the compiler hashes the text it saw: a byte order mark is no part of it.
            string? text = StoredFile.TryReadText(path, StoredFile.SmallLimit);
            return (text is null ? null : SpecHash.Of(text), null);
        }
        catch (IOException error)
        {
            return (null, error.Message.Replace(path, specPath, StringComparison.Ordinal) + "; without it nobody can tell whether the program is up to date");
        }
    }
}
