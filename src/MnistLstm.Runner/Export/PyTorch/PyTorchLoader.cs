using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes the loader of a run's training samples as a PyTorch user would.</summary>
internal static class PyTorchLoader
{
    /// <summary>The loader of a set.</summary>
    public static string Of(RunSpec spec, string set) =>
        $"DataLoader({set}, batch_size=BATCH_SIZE, shuffle={(Shuffles(spec) ? "True" : "False")}{(DropsLast(spec) ? ", drop_last=True" : "")})";

    /// <summary>How many samples a loader goes through.</summary>
    public static string Samples(RunSpec spec) => DropsLast(spec) ? "(len(loader) * BATCH_SIZE)" : "len(loader.dataset)";

    /// <summary>Whether the order is drawn anew in every epoch.</summary>
    public static bool Shuffles(RunSpec spec) => spec[SpecKeys.Shuffle] == "true";

    private static bool DropsLast(RunSpec spec) => spec[SpecKeys.DropLast] == "true";
}
