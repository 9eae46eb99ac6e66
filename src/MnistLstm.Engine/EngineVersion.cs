namespace MnistLstm.Engine;

/// <summary>The version of the arithmetic. A changed bit is a new version.</summary>
public static class EngineVersion
{
    /// <summary>The version's name, as results and snapshots carry it.</summary>
    public const string Name = "exact/1";
}
