using System.Diagnostics;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Runner.Tests.Storage;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>A pipe among the files of one's own data is not waited for.</summary>
public sealed class PipeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mnist-lstm-pipe-");

    public void Dispose() => _folder.Delete(recursive: true);

    [UnixFact]
    public void Also_behind_a_link()
    {
        string pipe = Path.Combine(_folder.FullName, "pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        string link = Path.Combine(_folder.FullName, "series.csv");
        File.CreateSymbolicLink(link, pipe);
        Assert.Contains("this is a pipe or a device", Assert.Throws<ImportException>(() => FileBytes.Open(link)).Message, StringComparison.Ordinal);
    }
}
