namespace MnistLstm.Runner.Tests.Storage;

/// <summary>A theory of what <see cref="UnixFactAttribute"/> is a fact of.</summary>
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no such thing" : null;
}
