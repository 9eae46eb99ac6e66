using MnistLstm.Training.Storage;
using MnistLstm.Training.Tests.Data;

namespace MnistLstm.Training.Tests.Storage;

public class DiskFlushTests
{
    [Fact]
    public void The_disk_itself_is_asked_and_says_when_it_cannot()
    {
        using TempFolder temp = new();
        File.WriteAllText(temp["file"], "content");
        using FileStream stream = File.OpenRead(temp["file"]);
        DiskFlush.Handle(stream.SafeFileHandle);
        stream.SafeFileHandle.Dispose();
        Assert.Throws<ObjectDisposedException>(() => DiskFlush.Handle(stream.SafeFileHandle));
    }

    [Fact]
    public void A_folder_that_is_gone_is_no_flushed_one()
    {
        if (!OperatingSystem.IsWindows())
        {
            using TempFolder temp = new();
            DiskFlush.Folder(Path.GetDirectoryName(temp["file"])!);
            Assert.Throws<IOException>(() => DiskFlush.Folder(temp["gone"]));
        }
    }
}
