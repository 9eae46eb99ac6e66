using System.Security.Cryptography;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's PyTorch program, and beside it the digits that are in no other place it could find.</summary>
internal static class ScriptExport
{
    /// <summary>Trains the run's first steps for comparison and writes the script.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="data">Its data set.</param>
    /// <param name="file">The script.</param>
    /// <param name="typedName">The script's file name as it is typed into a shell.</param>
    /// <param name="steps">The training steps whose losses the program carries, to be compared.</param>
    /// <param name="replace">Whether other files that are in the way of the data may be replaced.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>The folder with data written beside the script; null if none had to be.</returns>
    /// <exception cref="TrainingDivergedException">A loss of the first steps became NaN or infinite.</exception>
    /// <exception cref="OutputFileException">Another file is where the data is to be.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was written.</exception>
    public static string? Write(RunSpec spec, Dataset data, OutputFile file, string typedName, int steps, bool replace, CancellationToken cancellation)
    {
        string full = Path.GetFullPath(file.Path);
        DatasetDefinition set = spec.Data;
        IReadOnlyList<(OutputFile File, DatasetFile Content)> beside =
            set.IsEmbedded && !IsInRepository(full) && file.IsKept ? DataFiles(set, Folder(set, full), replace) : [];
        PyTorchReference reference = ReferenceRecorder.Record(spec, data, steps, cancellation);
        string script = PyTorchScript.Write(spec, reference, typedName);
        file.Write(System.Text.Encoding.UTF8.GetBytes(script));
        foreach ((OutputFile part, DatasetFile content) in beside)
        {
            part.Write(stream =>
            {
                using Stream digits = EmbeddedDigits.Open(set, content);
                digits.CopyTo(stream);
            });
        }

        return beside.Count > 0 ? Folder(set, full) : null;
    }

    private static string Folder(DatasetDefinition set, string script) => Path.Combine(Path.GetDirectoryName(script)!, set.Name);

    private static bool IsInRepository(string script)
    {
        for (DirectoryInfo? folder = Directory.GetParent(script); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, DataSection.EmbeddedFolder)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The files to write. Those that hold the digits already, from an export before, are not in the way.</summary>
    private static IReadOnlyList<(OutputFile File, DatasetFile Content)> DataFiles(DatasetDefinition set, string folder, bool replace) =>
    [
        .. set.Files.Select(file => (Path: Path.Combine(folder, file.PublishedName), Content: file))
            .Select(file => (OutputFile.At(file.Path, replace || Holds(file.Path, set, file.Content)), file.Content))
    ];

    private static bool Holds(string path, DatasetDefinition set, DatasetFile file)
    {
        if (PathKinds.Of(path) != PathKind.File)
        {
            return false;
        }

        using Stream there = File.OpenRead(path);
        using Stream digits = EmbeddedDigits.Open(set, file);
        return SHA256.HashData(there).AsSpan().SequenceEqual(SHA256.HashData(digits));
    }
}
