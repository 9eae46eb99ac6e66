using System.Diagnostics;
using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Runner.Tests.Traces;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>What <c>--from</c> is given need not be a file of weights.</summary>
public sealed class FromOptionTests : IDisposable
{
    private readonly CommandHarness _app = new(TinyRun.Spec());

    public void Dispose() => _app.Dispose();

    [UnixFact]
    public void A_pipe_is_not_waited_for()
    {
        string pipe = Path.Combine(_app.Root, "pipe.safetensors");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        Assert.Equal(1, _app.Run("run", "tiny", "--from", pipe));
        Assert.Contains($"--from: {pipe} is not a regular file but a pipe or a device; name a safetensors file", _app.Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_device_without_an_end_is_not_read()
    {
        Assert.Equal(1, _app.Run("run", "tiny", "--from", "/dev/zero"));
        Assert.Contains("/dev/zero is not a regular file", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_nothing_are_told_apart()
    {
        Assert.Equal(1, _app.Run("run", "tiny", "--from", _app.Root));
        Assert.Contains("is not a regular file but a folder", _app.Error, StringComparison.Ordinal);
        string nothing = Path.Combine(_app.Root, "nothing");
        Assert.Equal(1, _app.Run("run", "tiny", "--from", nothing));
        Assert.Contains($"there is no file '{nothing}'", _app.Error, StringComparison.Ordinal);
    }
}
