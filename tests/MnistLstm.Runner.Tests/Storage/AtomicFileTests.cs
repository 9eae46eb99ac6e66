using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-atomic-").FullName;

    private string Target => Path.Combine(_folder, "run.json");

    [Fact]
    public void A_file_whose_writing_fails_stays_as_it_was()
    {
        File.WriteAllText(Target, "before");
        Assert.Throws<IOException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write("half"u8);
            throw new IOException("no space left");
        }));
        OnlyBefore();
    }

    [Fact]
    public void A_flush_that_fails_makes_the_writing_fail_and_the_message_names_file_and_cause()
    {
        File.WriteAllText(Target, "before");
        IOException error =
            Assert.Throws<IOException>(() => AtomicFile.Write(Target, stream => stream.Write("after"u8), _ => throw new IOException("Input/output error")));
        Assert.Equal($"{Target}: Input/output error", error.Message);
        OnlyBefore();
    }

    [UnixFact]
    public void The_file_is_flushed_before_it_is_renamed_and_the_folder_after()
    {
        List<bool> renamed = [];
        AtomicFile.Write(Target, stream => stream.Write("after"u8), _ => renamed.Add(File.Exists(Target)));
        Assert.Equal([false, true], renamed);
    }

    [UnixFact]
    public void A_folder_whose_flush_fails_is_named_although_the_file_is_there()
    {
        int flushes = 0;
        IOException error = Assert.Throws<IOException>(() => AtomicFile.Write(Target, stream => stream.Write("after"u8), _ =>
        {
            if (++flushes == 2)
            {
                throw new IOException("Input/output error");
            }
        }));
        Assert.Contains($"{Target} is written, but would not survive a power cut", error.Message, StringComparison.Ordinal);
        Assert.Contains("Input/output error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_is_in_the_file_when_it_is_flushed()
    {
        List<long> lengths = [];
        AtomicFile.Write(Target, stream => stream.Write("after"u8), handle => lengths.Add(RandomAccess.GetLength(handle)));
        Assert.Equal(5, lengths[0]);
    }

    [Fact]
    public void A_message_of_the_system_names_the_file_and_not_the_one_written_aside()
    {
        Directory.CreateDirectory(Path.Combine(Target, "in the way"));
        IOException error = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Target, "x"u8.ToArray()));
        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(AsideName.Ending, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_right_that_is_missing_is_told_of_the_file_and_not_of_the_one_written_aside()
    {
        string aside = "";
        UnauthorizedAccessException error = Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.Write(Target, stream =>
        {
            aside = ((FileStream)stream).Name;
            throw new UnauthorizedAccessException($"Access to the path '{aside}' is denied.");
        }));
        Assert.EndsWith(AsideName.Ending, aside, StringComparison.Ordinal);
        Assert.Equal($"Access to the path '{Target}' is denied", error.Message);
    }

    [Fact]
    public void A_new_file_is_not_written_over_one_that_is_there()
    {
        AtomicFile.WriteNew(Target, "before"u8.ToArray());
        IOException error = Assert.ThrowsAny<IOException>(() => AtomicFile.WriteNew(Target, "after"u8.ToArray()));
        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        OnlyBefore();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void OnlyBefore()
    {
        Assert.Equal("before", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }
}
