using System.Diagnostics;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

public sealed class StoredFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-stored-").FullName;

    private string Target => Path.Combine(_folder, "run.json");

    [Fact]
    public void A_file_is_read_whole()
    {
        File.WriteAllText(Target, "content");
        Assert.Equal("content"u8.ToArray(), StoredFile.TryReadBytes(Target, StoredFile.SmallLimit));
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        Assert.Null(StoredFile.TryReadBytes(Target, StoredFile.SmallLimit));
        Assert.Null(StoredFile.TryReadText(Path.Combine(Target, "deeper"), StoredFile.SmallLimit));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_a_text()
    {
        File.WriteAllBytes(Target, [0xEF, 0xBB, 0xBF, (byte)'a']);
        Assert.Equal("a", StoredFile.TryReadText(Target, StoredFile.SmallLimit));
    }

    [UnixFact]
    public void A_pipe_in_its_place_is_named_and_holds_nobody_up()
    {
        MakePipe(Target);
        Assert.Equal($"{Target} is not a regular file but a pipe or a device; remove it", Fault());
    }

    [Fact]
    public void A_folder_in_its_place_is_named()
    {
        Directory.CreateDirectory(Target);
        Assert.Equal($"{Target} is not a regular file but a folder; remove it", Fault());
    }

    [Fact]
    public void A_file_that_is_bigger_than_it_can_be_is_named_and_not_read()
    {
        using (FileStream stream = File.Create(Target))
        {
            stream.SetLength(StoredFile.SmallLimit + 1);
        }

        Assert.StartsWith($"{Target} has {StoredFile.SmallLimit + 1} bytes, which cannot be right", Fault(), StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_device_that_never_ends_is_not_read_to_its_end()
    {
        NoStoredFileException fault = Assert.Throws<NoStoredFileException>(() => StoredFile.TryReadBytes("/dev/zero", StoredFile.SmallLimit));
        Assert.Equal("/dev/zero is not a regular file but a pipe or a device", fault.What);
    }

    [UnixFact]
    public void A_file_that_cannot_be_read_is_an_IOException_that_names_it_and_the_cause()
    {
        // A link to itself, since root may read whatever there is.
        File.CreateSymbolicLink(Target, Target);
        Assert.StartsWith($"{Target} cannot be read: ", Fault(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static void MakePipe(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private string Fault() => Assert.ThrowsAny<IOException>(() => StoredFile.TryReadBytes(Target, StoredFile.SmallLimit)).Message;
}
