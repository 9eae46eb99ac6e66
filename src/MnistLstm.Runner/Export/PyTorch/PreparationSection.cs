using System.Globalization;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes what is done to the data before the model reads it: normalised, and its values put into another order.</summary>
internal static class PreparationSection
{
    /// <summary>The figures and the seed, each on a line of its own; empty where nothing is done.</summary>
    /// <exception cref="NotSupportedException">The run normalises, and its figures are not known.</exception>
    public static string Constants(RunSpec spec, Normalization? figures)
    {
        string normalize = !Normalizes(spec) ? ""
            : figures is null ? throw new NotSupportedException($"{spec.Name}: the figures of its 'normalize' are not known")
            : $"MEAN = [{List(figures.Mean)}]\nSTD = [{List(figures.Std)}]\n";
        return normalize + (Permutes(spec) ? $"PERMUTATION = {spec[SpecKeys.Permutation]}\n" : "");
    }

    /// <summary>The lines of <c>load</c>, line ends included; empty where nothing is done.</summary>
    public static string Lines(RunSpec spec)
    {
        string name = PyTorchModel.Inputs(spec);
        string normalize = Normalizes(spec) ? $"    {name} = ({name} - torch.tensor(MEAN)) / torch.tensor(STD)\n" : "";
        int values = spec.Data.Shape.Values;
        return !Permutes(spec) ? normalize : normalize + string.Create(CultureInfo.InvariantCulture, $"""
                order = torch.randperm({values}, generator=torch.Generator().manual_seed(PERMUTATION))
                {name} = {name}.reshape(-1, {values})[:, order].reshape(-1, {spec.Data.Steps}, {spec.Data.Features})

            """);
    }

    private static bool Normalizes(RunSpec spec) => Says(spec, SpecKeys.Normalize);

    private static bool Permutes(RunSpec spec) => Says(spec, SpecKeys.Permutation);

    private static bool Says(RunSpec spec, string key) => spec.Settings.Any(setting => setting.Key == key && setting.Value != SpecWords.None);

    // The shortest digits of a float32 are read back as that float32.
    private static string List(IEnumerable<float> figures) => string.Join(", ", figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture)));
}
