using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Tests.Storage;

namespace MnistLstm.Runner.Tests.Processes;

public class StandardStreamsTests
{
    [UnixFact]
    public void What_this_process_opened_is_told_from_what_it_was_given()
    {
        Assert.True(Posix.IsOpen(1));
        Assert.False(Posix.EndsWithProgram(1));
        using FileStream own = File.OpenRead("/dev/null");
        int descriptor = (int)own.SafeFileHandle.DangerousGetHandle();
        Assert.True(Posix.IsOpen(descriptor));
        Assert.True(Posix.EndsWithProgram(descriptor));
        Assert.False(Posix.IsOpen(1 << 20));
        Assert.False(Posix.EndsWithProgram(1 << 20));
    }
}
