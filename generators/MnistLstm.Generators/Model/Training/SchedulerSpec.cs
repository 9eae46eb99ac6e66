namespace MnistLstm.Generators.Model.Training;

/// <summary>What changes the learning rate from epoch to epoch. Numbers are C# literals; null where the scheduler does not have them.</summary>
/// <param name="Word">The spec's word for it: <c>step_lr</c>; <c>none</c> where the learning rate stays.</param>
/// <param name="StepSize">Epochs of one learning rate.</param>
/// <param name="Gamma">The factor.</param>
/// <param name="TMax">Epochs until the least learning rate; <c>epochs</c> for all there are.</param>
/// <param name="EtaMin">The least learning rate.</param>
/// <param name="StartFactor">The first epoch's factor.</param>
/// <param name="EndFactor">The last factor.</param>
/// <param name="TotalIters">Epochs from the one factor to the other.</param>
internal sealed record SchedulerSpec(
    string Word, string? StepSize, string? Gamma, string? TMax, string? EtaMin, string? StartFactor, string? EndFactor, string? TotalIters)
{}
