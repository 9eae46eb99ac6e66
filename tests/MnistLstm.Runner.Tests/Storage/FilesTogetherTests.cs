using System.Text;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

/// <summary>Files that belong together are all new, or all as they were.</summary>
public sealed class FilesTogetherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-together-").FullName;

    public FilesTogetherTests()
    {
        foreach (string name in new[] { "a", "b", "c" })
        {
            File.WriteAllText(At(name), "old");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_are_new_and_nothing_lies_beside_them()
    {
        FilesTogether.Write([New("a"), New("b"), New("sub/d")]);
        Assert.Equal(["new", "new", "old", "new"], new[] { "a", "b", "c", "sub/d" }.Select(name => File.ReadAllText(At(name))));
        Assert.Equal(4, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Where_the_last_cannot_be_written_all_are_as_they_were_and_nothing_lies_beside_them()
    {
        IOException error = Assert.Throws<IOException>(() => FilesTogether.Write(
            [New("a"), New("b"), (Output("c"), stream =>
            {
                stream.Write("ne"u8);
                throw new IOException("No space left on device");
            })]));
        Assert.Equal($"{At("c")}: No space left on device", error.Message);
        OnlyOld();
    }

    [Fact]
    public void Where_the_last_cannot_be_flushed_all_are_as_they_were()
    {
        int flushes = 0;
        Assert.Throws<IOException>(() => FilesTogether.Write([New("a"), New("b"), New("c")], _ =>
        {
            if (++flushes == 3)
            {
                throw new IOException("Input/output error");
            }
        }));
        OnlyOld();
    }

    [UnixFact]
    public void No_file_has_its_name_before_all_are_on_the_disk_and_none_of_the_next_folder_before_those_of_the_first()
    {
        List<string> states = [];
        FilesTogether.Write([New("a"), New("b"), New("sub/d")], _ => states.Add(
            string.Join(' ', new[] { "a", "b", "sub/d" }.Select(name => File.Exists(At(name)) ? File.ReadAllText(At(name)) : "none"))));
        Assert.Equal(["old old none", "old old none", "old old none", "new new none", "new new new"], states);
    }

    [Fact]
    public void Where_a_name_cannot_be_given_after_others_it_is_said_that_some_are_new()
    {
        PartlyWrittenException error = Assert.Throws<PartlyWrittenException>(() => FilesTogether.Write([New("a"), New("b"), (Output("c"), _ =>
        {
            // Somebody puts a folder in the place of a file that is written already.
            File.Delete(At("b"));
            Directory.CreateDirectory(Path.Combine(At("b"), "in the way"));
        })]));
        Assert.StartsWith("1 of its 3 files are new, and the others are not: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(At("b"), error.Message, StringComparison.Ordinal);
        Assert.Equal(["new", "old"], new[] { "a", "c" }.Select(name => File.ReadAllText(At(name))));
        Assert.Equal(2, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
    }

    [LinuxFact]
    public void A_device_is_refused_before_any_file_is_new()
    {
        File.Delete(At("c"));
        File.CreateSymbolicLink(At("c"), "/dev/null");
        OutputFileException error = Assert.Throws<OutputFileException>(() => FilesTogether.Write([New("a"), New("b"), New("c")]));
        Assert.Equal($"'{At("c")}' is a pipe or a device, and a file is to be written", error.Message);
        Assert.Equal("old", File.ReadAllText(At("a")));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private OutputFile Output(string name) => OutputFile.At(At(name), replace: true);

    private (OutputFile File, Action<Stream> Write) New(string name) => (Output(name), stream => stream.Write(Encoding.UTF8.GetBytes("new")));

    private void OnlyOld()
    {
        Assert.Equal(["a", "b", "c"], Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order());
        Assert.Equal(["old", "old", "old"], new[] { "a", "b", "c" }.Select(name => File.ReadAllText(At(name))));
    }
}
