namespace MnistLstm.Runner.Tests.Storage;

/// <summary>A test of rights that are missing: whoever runs as root has them all, and Windows has others.</summary>
internal sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() =>
        Skip = OperatingSystem.IsWindows() ? "Windows has other rights" : Environment.IsPrivilegedProcess ? "root may read whatever there is" : null;
}
