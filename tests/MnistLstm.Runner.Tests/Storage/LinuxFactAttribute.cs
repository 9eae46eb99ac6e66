namespace MnistLstm.Runner.Tests.Storage;

/// <summary>A fact that looks at processes in /proc.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "only Linux has /proc";
}
