namespace MnistLstm.Training.Tests.Data.Fetch;

/// <summary>A test that needs the device every write to which says that the disk is full.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FullDeviceFactAttribute : FactAttribute
{
    public const string Device = "/dev/full";

    public FullDeviceFactAttribute()
    {
        if (!File.Exists(Device))
        {
            Skip = $"this system has no {Device}";
        }
    }
}
