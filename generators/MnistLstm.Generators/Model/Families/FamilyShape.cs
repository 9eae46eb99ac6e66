using MnistLstm.Generators.Language;
using MnistLstm.Training;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Model.Families;

/// <summary>One of the networks of a family; runs of the same shape share it.</summary>
/// <param name="ModelClass">The model's class.</param>
/// <param name="Network">The network.</param>
/// <param name="Pattern">The C# pattern, over <see cref="ShapeKeys"/>, that the runs of this shape match.</param>
internal sealed record FamilyShape(string ModelClass, Network Network, string Pattern)
{
    /// <summary>The keys that make a network what it is.</summary>
    public static readonly EquatableArray<string> ShapeKeys = new(
        [
            SpecKeys.Cell, SpecKeys.HiddenSize, SpecKeys.Layers, SpecKeys.Direction, SpecKeys.Nonlinearity, SpecKeys.Bias, SpecKeys.Dropout, SpecKeys.Readout,
            SpecKeys.Head, SpecKeys.InputSize, SpecKeys.WeightIhInit, SpecKeys.WeightHhInit, SpecKeys.LinearInit, SpecKeys.BiasInit, SpecKeys.ForgetBias,
        ]);
}
