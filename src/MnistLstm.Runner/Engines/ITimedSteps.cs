namespace MnistLstm.Runner.Engines;

/// <summary>A model with data that a clock runs.</summary>
public interface ITimedSteps : IDisposable
{
    /// <summary>One training step: forward pass, loss, backward pass, optimizer.</summary>
    void Train();

    /// <summary>A forward pass and its loss, nothing kept.</summary>
    void Evaluate();
}
