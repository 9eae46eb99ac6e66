using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Training;

namespace MnistLstm.Generators.Model.Families;

/// <summary>What the runs of a family differ in.</summary>
/// <param name="Keys">The varied keys: the matrix's in file order, then those of the cases, the seed last.</param>
/// <param name="Shapes">The networks, each once, in the order in which the runs first have them.</param>
/// <param name="Optimizers">The optimizers, each once; what runs differ in is to be had from them, not from here.</param>
/// <param name="Schedulers">The schedulers, none among them, each once.</param>
/// <param name="Runs">The runs in the order of the expansion.</param>
internal sealed record FamilySpec(
    EquatableArray<VariedKey> Keys,
    EquatableArray<FamilyShape> Shapes,
    EquatableArray<OptimizerSpec> Optimizers,
    EquatableArray<SchedulerSpec> Schedulers,
    EquatableArray<FamilyRun> Runs)
{
    /// <summary>Whether runs differ in this key.</summary>
    public bool Varies(string key)
    {
        foreach (VariedKey varied in Keys)
        {
            if (varied.Key == key)
            {
                return true;
            }
        }

        return false;
    }
}
