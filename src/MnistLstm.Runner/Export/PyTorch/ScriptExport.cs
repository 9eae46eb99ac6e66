using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's PyTorch program, and beside it the digits that are in no other place it could find.</summary>
public static class ScriptExport
{
    /// <summary>Trains the run's first steps for comparison and writes the script.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="data">Its data set.</param>
    /// <param name="path">The script.</param>
    /// <param name="typedName">The script's file name as it is typed into a shell.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>The folder with data written beside the script; null if none had to be.</returns>
    /// <exception cref="TrainingDivergedException">A loss of the first steps became NaN or infinite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was written.</exception>
    public static string? Write(RunSpec spec, Dataset data, string path, string typedName, CancellationToken cancellation)
    {
        PyTorchReference reference = ReferenceRecorder.Record(spec, data, PyTorchReference.Steps, cancellation);
        string script = PyTorchScript.Write(spec, reference, typedName);
        string full = Path.GetFullPath(path);
        AtomicFile.Write(full, System.Text.Encoding.UTF8.GetBytes(script));
        DatasetDefinition set = DatasetCatalog.Get(spec.Dataset);
        return set.IsEmbedded && !IsInRepository(full) ? WriteData(set, Path.GetDirectoryName(full)!) : null;
    }

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

    private static string WriteData(DatasetDefinition set, string beside)
    {
        string folder = Path.Combine(beside, set.Name);
        foreach (DatasetFile file in set.Files)
        {
            AtomicFile.Write(Path.Combine(folder, file.PublishedName), stream =>
            {
                using Stream content = EmbeddedDigits.Open(set, file);
                content.CopyTo(stream);
            });
        }

        return folder;
    }
}
