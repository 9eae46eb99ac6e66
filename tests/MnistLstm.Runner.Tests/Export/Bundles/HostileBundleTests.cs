using System.IO.Compression;
using System.Text;
using MnistLstm.Runner.Export.Bundles;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Tests.Storage;

namespace MnistLstm.Runner.Tests.Export.Bundles;

/// <summary>Zip files that are no bundles, are damaged, lie or were made to do harm: each is refused with what is wrong, and nothing is unpacked.</summary>
public sealed class HostileBundleTests(HostileBundleTests.Trained trained) : IClassFixture<HostileBundleTests.Trained>
{
    private BundleCase Case => trained.Case;

    [Theory]
    [InlineData("/etc/passwd", "is an absolute path")]
    [InlineData("\\windows\\win.ini", "is an absolute path")]
    [InlineData("C:/windows/win.ini", "is an absolute path")]
    [InlineData("../spec.yaml", "is a path that leads out of it")]
    [InlineData("a/../../spec.yaml", "is a path that leads out of it")]
    [InlineData("..\\spec.yaml", "is a path that leads out of it")]
    [InlineData("folder/", "is no part of a bundle")]
    [InlineData("folder/spec.yaml", "is no part of a bundle")]
    [InlineData("SPEC.YAML", "is no part of a bundle")]
    [InlineData("run.sh", "is no part of a bundle")]
    public void An_entry_under_another_path_is_refused(string name, string fault)
    {
        byte[] zip = Case.With(files =>
        {
            files.Remove(BundleFiles.ReadMe);
            files[name] = "x"u8.ToArray();
        });
        Refused(zip, $"its entry '{name}' {fault}");
    }

    [Theory]
    [InlineData(0xA000)]
    [InlineData(0x2000)]
    [InlineData(0x4000)]
    public void A_link_a_device_or_a_folder_in_a_files_place_is_refused(int type) => Refused(
        ZipFiles.Write(Files(), change: entry => entry.ExternalAttributes = entry.FullName == BundleFiles.Spec ? (type | 0x1FF) << 16 : 0),
        "its entry 'spec.yaml' is a link or a device, and no file");

    [Fact]
    public void A_name_that_stands_twice_is_refused() => Refused(
        ZipFiles.Write([.. Files().Where(file => file.Name != BundleFiles.ReadMe), (BundleFiles.Spec, "other"u8.ToArray())]),
        "its entry 'spec.yaml' appears in it twice");

    [Fact]
    public void A_missing_file_is_named() => Refused(Case.With(files => files.Remove(RunFiles.Epochs)), "it has no epochs.jsonl");

    [Fact]
    public void One_entry_more_is_named() => Refused(
        ZipFiles.Write([.. Files(), ("../evil", "x"u8.ToArray())]), "its entry '../evil' is a path that leads out of it");

    [Theory]
    [InlineData(90)]
    [InlineData(3000)]
    [InlineData(70000)]
    public void Too_many_entries_are_refused_before_their_list_is_read(int count) => Refused(
        ZipFiles.Write(Enumerable.Range(0, count).Select(n => ($"{n}", Array.Empty<byte>()))), "and a bundle has 5");

    [Fact]
    public void A_list_that_is_longer_than_its_end_says_is_refused()
    {
        byte[] zip = ZipFiles.Write(Enumerable.Range(0, 3000).Select(n => ($"{n}", Array.Empty<byte>())));
        zip[^14] = zip[^12] = 5;
        zip[^13] = zip[^11] = 0;
        Refused(zip, "bytes, and a bundle's has at most 4096");
    }

    [Fact]
    public void A_compressed_file_is_refused_so_that_nothing_can_swell() => Refused(
        ZipFiles.Write([.. Files().Where(file => file.Name != BundleFiles.Spec), (BundleFiles.Spec, new byte[50_000_000])], CompressionLevel.Optimal),
        "is compressed, or lies about its size");

    [Theory]
    [InlineData(22)]
    [InlineData(26)]
    public void A_size_that_is_not_the_other_one_is_refused(int fromName) =>
        Refused(ZipFiles.InList(Case.Content, BundleFiles.Spec, fromName, 0xFF, 0xFF, 0, 0), "is compressed, or lies about its size");

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x7FFF_FF00)]
    public void Two_sizes_that_lie_together_are_refused(int size)
    {
        byte[] bytes = BitConverter.GetBytes(size);
        byte[] zip = ZipFiles.InList(ZipFiles.InList(Case.Content, RunFiles.Model, 22, bytes), RunFiles.Model, 26, bytes);
        string message = Refused(zip, "is not a valid bundle");
        Assert.True(message.Contains("lie upon one another", StringComparison.Ordinal) || message.Contains("has 2147483392 bytes", StringComparison.Ordinal)
            || message.Contains("is not what bundle.json says", StringComparison.Ordinal)
            || message.Contains("has not the size that it says", StringComparison.Ordinal), message);
    }

    [Fact]
    public void A_compressed_entry_that_says_it_is_stored_takes_no_more_than_it_says()
    {
        // The method in the list, 36 bytes before the name, is set to deflate; the sizes stay equal.
        byte[] zip = ZipFiles.InList(Case.Content, BundleFiles.Spec, 36, 8, 0);
        Refused(zip, "is not a valid bundle");
    }

    [Fact]
    public void An_encrypted_entry_is_refused() => Refused(ZipFiles.InList(Case.Content, BundleFiles.Spec, 38, 1), "its entry 'spec.yaml' is encrypted");

    [Theory]
    [InlineData("")]
    [InlineData("not a zip file, however long it is, whatever it says")]
    public void What_is_no_zip_file_is_refused(string text) => Refused(Encoding.UTF8.GetBytes(text), "it is no zip file");

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(300)]
    [InlineData(5000)]
    public void A_file_that_was_cut_short_is_refused(int less) => Refused(Case.Content[..^less], "it is cut short, or something follows its end");

    [Fact]
    public void Every_cut_and_every_byte_that_is_changed_is_noticed()
    {
        // What no check covers is what nothing is made of: the times, versions and attributes of entries, and the checksums, which the hashes stand in for.
        byte[] zip = Case.Content;
        int random = 17;
        for (int tried = 0; tried < 200; tried++)
        {
            random = unchecked((random * 1_103_515_245) + 12_345);
            int at = (int)((uint)random >> 3) % zip.Length;
            byte[] cut = zip[..at];
            Assert.ThrowsAny<BundleException>(() => Case.Read(cut));
            byte[] changed = [.. zip];
            changed[at] ^= (byte)(1 << (tried % 8));
            try
            {
                Bundle bundle = Case.Read(changed);
                Assert.Equal(Case.Stored().Epochs, bundle.Epochs);
                Assert.Equal(BundleCase.SpecText, bundle.SpecText);
            }
            catch (BundleException error)
            {
                Assert.Contains("is not a valid bundle", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("front")]
    [InlineData("behind")]
    public void Something_in_front_of_it_or_behind_it_is_refused(string where) => Refused(
        where == "front" ? [.. "#!/bin/sh\n"u8, .. Case.Content] : [.. Case.Content, .. "more"u8],
        where == "front" ? "its end does not fit the rest" : "it is cut short, or something follows its end");

    [Fact]
    public void Files_that_were_changed_are_named()
    {
        foreach (string name in BundleFiles.All.Where(name => name != BundleFiles.Manifest))
        {
            Refused(Case.With(files => files[name] = [.. files[name][..^1], (byte)(files[name][^1] ^ 1)]), $"{name} is not what bundle.json says");
        }
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "its schema is 2, and this program reads 1")]
    [InlineData("\"name\": \"tiny\"", "\"name\": \"other\"", "has a name that none can have")]
    [InlineData("\"experiment\": \"tiny\"", "\"experiment\": \"../tiny\"", "has a name that none can have")]
    [InlineData("\"experiment\": \"tiny\"", "\"experiment\": \"con\"", "has a name that none can have")]
    [InlineData("\"engine\": \"exact/1\"", "\"engine\": \"torchsharp/0.107.0\"", "it is of the engine torchsharp/0.107.0, whose numbers belong to a machine")]
    [InlineData("\"seed\": 0", "\"seed\": 0, \"seed\": 1", "bundle.json: 'seed' stands in it twice")]
    [InlineData("\"name\": \"spec.yaml\"", "\"name\": \"../spec.yaml\"", "bundle.json must name README.txt, spec.yaml, epochs.jsonl, model.safetensors")]
    [InlineData("\"files\": [", "\"files\": [ null,", "bundle.json must name README.txt, spec.yaml, epochs.jsonl, model.safetensors, and all files by")]
    [InlineData("\"schema\": 1", "\"schema\": 1, \"hooks\": { \"files\": [null], \"sha256\": \"0\" }", "and all files by their names")]
    [InlineData("{", "[", "is not a valid bundle")]
    public void A_manifest_that_is_none_is_refused(string from, string to, string fault) => Refused(
        Case.With(files => files[BundleFiles.Manifest] = Encoding.UTF8.GetBytes(Replace(Encoding.UTF8.GetString(files[BundleFiles.Manifest]), from, to))),
        fault);

    [Fact]
    public void Weights_that_are_not_those_of_the_last_epoch_are_refused() =>
        Refused(Case.Forged(files => files[RunFiles.Model][^1] ^= 1), "name different weights");

    [Theory]
    [InlineData("\"epoch\": 2", "\"epoch\": 3", "must have the epochs from 1 on")]
    [InlineData("\"train_loss\": ", "\"train_loss\": 1e999, \"x\": ", "must have the epochs from 1 on, with numbers that are finite")]
    public void Epochs_that_are_none_are_refused(string from, string to, string fault) => Refused(
        Case.Forged(files => files[RunFiles.Epochs] = Encoding.UTF8.GetBytes(Replace(Encoding.UTF8.GetString(files[RunFiles.Epochs]), from, to))), fault);

    [Fact]
    public void A_spec_that_is_no_text_is_refused() =>
        Refused(Case.Forged(files => files[BundleFiles.Spec] = [0xFF, 0xFE, 0xFF]), "is not a valid bundle");

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("there is no file 'nowhere.zip'", Assert.Throws<BundleException>(() => BundleReader.Read("nowhere.zip")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_no_bundle_and_is_not_to_be_removed()
    {
        string folder = Case.Put([], "folder.zip");
        File.Delete(folder);
        Directory.CreateDirectory(folder);
        string message = Assert.Throws<BundleException>(() => BundleReader.Read(folder)).Message;
        Assert.EndsWith("; name the bundle's .zip file", message, StringComparison.Ordinal);
        Assert.DoesNotContain("remove", message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_pipe_holds_nobody_up()
    {
        string pipe = Case.Put([], "pipe.zip");
        File.Delete(pipe);
        StoredFileTests.MakePipe(pipe);
        Assert.Contains("is not a regular file", Assert.Throws<BundleException>(() => BundleReader.Read(pipe)).Message, StringComparison.Ordinal);
    }

    private IEnumerable<(string Name, byte[] Content)> Files() => ZipFiles.Read(Case.Content).Select(file => (file.Key, file.Value));

    private string Refused(byte[] zip, string fault)
    {
        string message = Assert.Throws<BundleException>(() => Case.Read(zip)).Message;
        Assert.Contains(fault, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private static string Replace(string text, string from, string to)
    {
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        return text[..at] + to + text[(at + from.Length)..];
    }

    /// <summary>One run for all of them.</summary>
    public sealed class Trained : IDisposable
    {
        internal BundleCase Case { get; } = new();

        public void Dispose() => Case.Dispose();
    }
}
