using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Tests.Storage;

namespace MnistLstm.Runner.Tests.Processes;

public class OpenFileLimitTests
{
    [Fact]
    public void Too_few_open_files_are_named_with_what_raises_the_limit()
    {
        Assert.Equal("error: this process may open 64 files, and needs 128\nhelp:  raise the limit and start again: ulimit -n 1024\n", OpenFileLimit.Fault(64));
        Assert.Null(OpenFileLimit.Fault(OpenFileLimit.Least));
        Assert.Null(OpenFileLimit.Fault(null));
    }

    [UnixFact]
    public void The_system_tells_the_limit()
    {
        ulong? limit = Posix.OpenFiles();
        Assert.NotNull(limit);
        Assert.InRange(limit.Value, OpenFileLimit.Least, ulong.MaxValue);
        Assert.False(OpenFileLimit.IsTooLow());
    }
}
