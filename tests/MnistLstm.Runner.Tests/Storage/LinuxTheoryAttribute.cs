namespace MnistLstm.Runner.Tests.Storage;

/// <summary>A theory of what <see cref="LinuxFactAttribute"/> is a fact of.</summary>
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Linux only";
}
