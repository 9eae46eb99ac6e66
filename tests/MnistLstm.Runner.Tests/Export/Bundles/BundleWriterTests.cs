using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Export.Bundles;
using MnistLstm.Runner.Results;

namespace MnistLstm.Runner.Tests.Export.Bundles;

public sealed class BundleWriterTests : IDisposable
{
    private readonly BundleCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void The_same_run_trained_at_another_time_with_other_threads_gives_the_same_bytes_but_for_the_threads()
    {
        _case.Train(threads: 1);
        Assert.Equal(_case.Content, BundleWriter.Write(_case.Spec, _case.Data, _case.Stored(), BundleCase.SpecText));
        _case.Train(threads: 2);
        Dictionary<string, byte[]> again = ZipFiles.Read(BundleWriter.Write(_case.Spec, _case.Data, _case.Stored(), BundleCase.SpecText));
        Dictionary<string, byte[]> before = ZipFiles.Read(_case.Content);
        Assert.Equal(
            Encoding.UTF8.GetString(before[BundleFiles.Manifest]).Replace("\"threads\": 1", "\"threads\": 2", StringComparison.Ordinal),
            Encoding.UTF8.GetString(again[BundleFiles.Manifest]));
        Assert.All(before.Where(file => file.Key != BundleFiles.Manifest), file => Assert.Equal(file.Value, again[file.Key]));
    }

    [Fact]
    public void Its_files_are_stored_as_they_are_with_a_time_that_says_nothing()
    {
        using ZipArchive zip = new(new MemoryStream(_case.Content), ZipArchiveMode.Read);
        Assert.Equal(BundleFiles.All, zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal((entry.Length, new DateTime(1980, 1, 1)), (entry.CompressedLength, entry.LastWriteTime.DateTime)));
    }

    [Fact]
    public void It_names_run_spec_data_sources_and_machine_and_not_whose_it_is()
    {
        Dictionary<string, byte[]> files = ZipFiles.Read(_case.Content);
        JsonElement manifest = JsonElement.Parse(files[BundleFiles.Manifest]);
        Assert.Equal(["schema", "name", "experiment", "seed", "engine", "fingerprint", "dataset", "sources_sha256", "spec", "parameters", "weights_sha256",
            "environment", "files"], manifest.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["system", "architecture", "runtime", "processors", "threads", "processor"],
            manifest.GetProperty("environment").EnumerateObject().Select(p => p.Name).Append("processor").Distinct());
        Assert.Equal("5", manifest.GetProperty("spec").GetProperty("batch_size").GetRawText());
        Assert.Equal(_case.Data.Sha256, manifest.GetProperty("dataset").GetProperty("sha256").GetString());
        Assert.DoesNotContain(Environment.MachineName, Encoding.UTF8.GetString(files[BundleFiles.Manifest]), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(File.ReadAllBytes(_case.Stored().ModelFile), files[RunFiles.Model]);
        Assert.Equal(BundleCase.SpecText, Encoding.UTF8.GetString(files[BundleFiles.Spec]));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        Bundle bundle = _case.Read();
        Assert.Equal(_case.Stored().Epochs, bundle.Epochs);
        Assert.Equal((_case.Spec.Name, BundleCase.SpecText), (bundle.Manifest.Name, bundle.SpecText));
        Assert.Equal(_case.Spec.Settings.Select(s => KeyValuePair.Create(s.Key, s.Value)), bundle.Manifest.Spec);
    }
}
