using Microsoft.CodeAnalysis;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Hooks;

/// <summary>The specs a and b, built with hand-written files beside them.</summary>
internal static class HookedSpec
{
    /// <summary>A part of a's trainer that turns images upside down.</summary>
    public const string Flip = """
        using System;
        namespace MnistLstm.Experiments.Generated;
        public sealed partial class ATrainer
        {
            protected override void TransformImage(Span<float> image) => image.Reverse();
        }
        """;

    private static readonly SpecText[] s_specs =
        [new("experiments/a.yaml", SpecText.Valid), new("experiments/b.yaml", SpecText.Valid), new("experiments/f.yaml", SpecText.Valid + "seeds: [1, 2]\n")];

    /// <summary>Runs the generator.</summary>
    /// <param name="files">Paths relative to the repository, and texts.</param>
    public static GeneratorRun Build(params (string Path, string Text)[] files) => GeneratorRun.Of(s_specs, files);

    /// <summary>The runs by name, from a build that has no error.</summary>
    public static IReadOnlyDictionary<string, RunSpec> Runs(params (string Path, string Text)[] files) =>
        LoadedCatalog.Runs(Build(files)).ToDictionary(run => run.Name);
}
