using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Model.Datasets;

/// <summary>What specs are checked against: of a data set that which a change of its description or its files' content does not touch.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Steps, features, classes or targets.</param>
/// <param name="Classes">What its classes are called; none where there are targets.</param>
/// <param name="TrainCount">Number of training samples.</param>
/// <param name="TestCount">Number of test samples.</param>
/// <param name="ClassName">The emitted class; null for a set that the program knows by itself.</param>
internal sealed record DatasetFacts(string Name, DatasetShape Shape, EquatableArray<string> Classes, int TrainCount, int TestCount, string? ClassName)
{
    private const int MostShown = 8;

    /// <summary>Of a set that the program knows by itself.</summary>
    public static DatasetFacts Of(DatasetDefinition set) => new(set.Name, set.Shape, new(set.Classes), set.TrainCount, set.TestCount, null);

    /// <summary>The emitted class, if there is one.</summary>
    public string[] OwnClass => ClassName is null ? [] : [ClassName];

    /// <summary>What a model has to put out: <c>10 classes</c>, <c>1 target</c>.</summary>
    public string Answers => !Shape.HasTargets ? $"{Shape.Classes} classes" : Shape.Targets == 1 ? "1 target" : $"{Shape.Targets} targets";

    /// <summary>The first classes by name: <c>walking, sitting, standing</c>.</summary>
    public string ShownClasses => string.Join(", ", Classes.Take(MostShown)) + (Classes.Count > MostShown ? ", ..." : "");
}
