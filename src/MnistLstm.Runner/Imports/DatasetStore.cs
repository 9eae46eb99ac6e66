using System.Text;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Runner.Storage;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Imports;

/// <summary>Writes an imported data set: its four files, and then the manifest that says what they are.</summary>
internal sealed class DatasetStore
{
    private readonly OutputFile _manifest;
    private readonly string _text;
    private readonly IReadOnlyList<OutputFile> _files;

    /// <summary>Looks at what is there; nothing is written yet.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="folder">The folder of the data.</param>
    /// <param name="set">The data set.</param>
    /// <param name="replace">Whether files that are there may be replaced.</param>
    /// <exception cref="OutputFileException">A file is there which may not be replaced, or a folder is in the way.</exception>
    /// <exception cref="ImportException">The build would refuse the manifest.</exception>
    public DatasetStore(string manifest, string folder, DatasetDefinition set, bool replace)
    {
        _manifest = OutputFile.At(manifest, replace);
        _text = ManifestText.Of(set, namesSchema: File.Exists(Path.Combine(Path.GetDirectoryName(manifest)!, ManifestText.Schema)));
        ManifestCheck.Pass(set.Manifest!, _text);
        _files = [.. set.Files.Select(file => OutputFile.At(Path.Combine(folder, file.Name), replace))];
    }

    /// <summary>Writes.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write it.</exception>
    public void Write(DatasetImport import)
    {
        _files[0].Write(import.Train.WriteInputs);
        _files[1].Write(import.Train.Answers.Write);
        _files[2].Write(import.Test.WriteInputs);
        _files[3].Write(import.Test.Answers.Write);
        _manifest.Write(Encoding.UTF8.GetBytes(_text));
    }
}
