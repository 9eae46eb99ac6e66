namespace MnistLstm.Experiments.Tests.App;

/// <summary>Tests of what only Unix has, such as several signals; skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SignalTheoryAttribute : TheoryAttribute
{
    public SignalTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no kill command to send a signal with";
        }
    }
}
