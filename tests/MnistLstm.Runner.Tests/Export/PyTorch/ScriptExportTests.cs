using System.Security.Cryptography;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Storage;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Export.PyTorch;

public sealed class ScriptExportTests : IDisposable
{
    private static readonly Dataset s_data = ScriptSpecs.Noise(64);
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-script-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Outside_of_the_repository_the_digits_are_written_beside_the_script()
    {
        Assert.Equal(Path.Combine(_folder, "mnist-10k"), Write("a.py", "mnist-10k"));
        DatasetFile file = DatasetCatalog.Mnist10k.TestLabels;
        using Stream embedded = EmbeddedDigits.Open(DatasetCatalog.Mnist10k, file);
        Assert.Equal(SHA256.HashData(embedded), SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, "mnist-10k", file.PublishedName))));
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_folder, "mnist-10k")).Length);
    }

    [Fact]
    public void In_the_repository_the_digits_stay_where_they_are()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "src", "MnistLstm.Training", "Data", "Mnist10k"));
        Assert.Null(Write(Path.Combine("scripts", "a.py"), "mnist-10k"));
        Assert.Equal(["a.py"], Directory.GetFiles(Path.Combine(_folder, "scripts")).Select(Path.GetFileName));
    }

    [Fact]
    public void Data_that_is_not_the_programs_own_is_not_copied()
    {
        Assert.Null(Write("a.py", "mnist"));
        Assert.Equal(["a.py"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_script_is_written_whole_or_not_at_all()
    {
        File.WriteAllText(Path.Combine(_folder, "a.py"), "mine");
        using CancellationTokenSource signal = new();
        signal.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => ScriptExport.Write(ScriptSpecs.Trainable(epochs: 1, trainSamples: 64), s_data, OutputFile.At(Path.Combine(_folder, "a.py"), replace: true),
                "a.py", 3, replace: false, signal.Token));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder, "a.py")));
    }

    [Fact]
    public void Digits_of_an_export_before_are_not_in_the_way_and_other_files_are()
    {
        Write("a.py", "mnist-10k");
        Assert.NotNull(Write("b.py", "mnist-10k"));
        string labels = Path.Combine(_folder, "mnist-10k", DatasetCatalog.Mnist10k.TestLabels.PublishedName);
        File.WriteAllText(labels, "mine");
        Assert.True(Assert.Throws<OutputFileException>(() => Write("c.py", "mnist-10k")).IsThere);
        Assert.False(File.Exists(Path.Combine(_folder, "c.py")));
        Assert.Equal("mine", File.ReadAllText(labels));
        Write("c.py", "mnist-10k", replace: true);
        Assert.NotEqual("mine", File.ReadAllText(labels));
    }

    private string? Write(string name, string dataset, bool replace = false) =>
        ScriptExport.Write(ScriptSpecs.Trainable(epochs: 1, trainSamples: 64) with { Dataset = dataset }, s_data,
            OutputFile.At(Path.Combine(_folder, name), replace: false), name, 3, replace, default);
}
