namespace MnistLstm.Engine.Tests;

/// <summary>A test that runs on Linux; elsewhere it is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute(string reason)
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = $"runs on Linux only: {reason}";
        }
    }
}
