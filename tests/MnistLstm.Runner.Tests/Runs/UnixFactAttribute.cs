namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A test of what Unix has and Windows has not; skipped there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no such files";
        }
    }
}
