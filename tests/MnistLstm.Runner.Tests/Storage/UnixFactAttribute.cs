namespace MnistLstm.Runner.Tests.Storage;

/// <summary>A fact of pipes, devices, links and open files that can be deleted, which Windows does not have.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no such thing" : null;
}
