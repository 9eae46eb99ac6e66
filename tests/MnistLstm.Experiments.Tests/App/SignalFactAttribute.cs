namespace MnistLstm.Experiments.Tests.App;

/// <summary>A test that sends a signal; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SignalFactAttribute : FactAttribute
{
    public SignalFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no kill command to send a signal with";
        }
    }
}
