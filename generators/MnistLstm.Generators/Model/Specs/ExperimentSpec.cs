using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Families;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Model.Specs;

/// <summary>A valid spec: everything its model and trainer are made of, and nothing that a comment could change.</summary>
/// <param name="Name">Its names.</param>
/// <param name="Network">The network.</param>
/// <param name="Training">The training.</param>
/// <param name="Settings">Every result-affecting key, in the key table's order; of a family, what holds where a run has no value of its own.</param>
/// <param name="DataClasses">The emitted classes of the data sets that have manifests, each once.</param>
/// <param name="Family">What its runs differ in; null for a single run. <paramref name="Network"/> and <paramref name="Training"/> are then the first
/// run's.</param>
internal sealed record ExperimentSpec(SpecName Name, Network Network, TrainingSpec Training, EquatableArray<SettingValue> Settings,
    EquatableArray<string> DataClasses, FamilySpec? Family = null)
{
    /// <summary>Its models, each once: the class and the network.</summary>
    public IEnumerable<(string Class, Network Network)> Models =>
        Family is null ? [(Name.ModelClass, Network)] : Family.Shapes.Select(shape => (shape.ModelClass, shape.Network));

    /// <summary>The classes of its models.</summary>
    public IEnumerable<string> ModelClasses => Family is null ? [Name.ModelClass] : Family.Shapes.Select(shape => shape.ModelClass);

    /// <summary>The full names of its runs, in the catalog's order.</summary>
    public IEnumerable<string> RunNames => Family is null ? [Name.Name] : Family.Runs.Select(run => run.FullName(Name.Name));
}
