using System.Security.Cryptography;
using System.Text;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Imports;

/// <summary>
/// Writes an imported data set: its four files, and then the manifest that says what they are. They change together or not at all, and one
/// process at a time writes a set.
/// </summary>
internal sealed class DatasetStore
{
    private readonly string _manifest;
    private readonly string _text;
    private readonly string[] _files;
    private readonly bool _replace;

    /// <summary>Makes the manifest; nothing is written yet.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="folder">The folder of the data.</param>
    /// <param name="set">The data set.</param>
    /// <param name="replace">Whether files that are there may be replaced.</param>
    /// <exception cref="ImportException">The build would refuse the manifest.</exception>
    public DatasetStore(string manifest, string folder, DatasetDefinition set, bool replace)
    {
        _manifest = manifest;
        _text = ManifestText.Of(set, namesSchema: File.Exists(Path.Combine(Path.GetDirectoryName(manifest)!, ManifestText.Schema)));
        ManifestCheck.Pass(set.Manifest!, _text);
        _files = [.. set.Files.Select(file => Path.Combine(folder, file.Name))];
        _replace = replace;
    }

    /// <summary>The lock of a data set.</summary>
    /// <param name="layout">Where results lie.</param>
    /// <param name="name">The data set's name.</param>
    public static string LockFile(RepositoryLayout layout, string name) =>
        Path.Combine(layout.Results, ".locks", $"dataset-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16]}.lock");

    /// <summary>Writes.</summary>
    /// <param name="import">The data.</param>
    /// <param name="lockFile">The set's lock.</param>
    /// <param name="waiting">Told who writes the set while this process waits for its turn.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OutputFileException">A file is there which may not be replaced, or something else is in the way; nothing was written.</exception>
    /// <exception cref="PartlyWrittenException">Some files are new and others are not.</exception>
    /// <exception cref="IOException">A file cannot be written; what was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write it; what was there is still there.</exception>
    public void Write(DatasetImport import, string lockFile, Action<RunOwner?> waiting, CancellationToken cancellation)
    {
        using OwnedLock held = OwnedLock.Acquire(lockFile, waiting, cancellation);

        // The manifest is asked for first, whose name says most where something is there already, and written last.
        OutputFile manifest = OutputFile.At(_manifest, _replace);
        OutputFile[] files = [.. _files.Select(file => OutputFile.At(file, _replace))];
        FilesTogether.Write(
        [
            (files[0], import.Train.WriteInputs),
            (files[1], import.Train.Answers.Write),
            (files[2], import.Test.WriteInputs),
            (files[3], import.Test.Answers.Write),
            (manifest, stream => stream.Write(Encoding.UTF8.GetBytes(_text))),
        ]);
    }
}
