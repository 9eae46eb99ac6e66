namespace MnistLstm.Engine.Modules.Features;

/// <summary>The threads that share a batch.</summary>
internal interface ITeam
{
    /// <summary>Waits until all threads have come here.</summary>
    void Barrier();
}
