using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Training;

/// <summary>What changes the learning rate.</summary>
/// <param name="Word">The spec's word for it: <c>step_lr</c>; <c>none</c> where the learning rate stays.</param>
/// <param name="Arguments">What it has, each as a C# literal or as the word that stands for another value: <c>epochs</c>.</param>
/// <param name="AfterStep">Whether it changes after every training step.</param>
/// <param name="WarmupIters">Epochs or steps of the warm-up; 0 for none.</param>
/// <param name="WarmupStartFactor">The warm-up's first factor, a C# literal.</param>
internal sealed record SchedulerSpec(
    string Word, EquatableArray<ArgumentSpec> Arguments, bool AfterStep, int WarmupIters, string WarmupStartFactor)
{
    /// <summary>The value of a key; null where the scheduler does not have it.</summary>
    public string? Literal(string key)
    {
        foreach (ArgumentSpec argument in Arguments)
        {
            if (argument.Key == key)
            {
                return argument.Literal;
            }
        }

        return null;
    }
}
