using MnistLstm.Training.Safetensors;

namespace MnistLstm.Training.Checkpoints;

/// <summary>
/// The form of a checkpoint: a safetensors file. Weights stand under <c>model.</c> and PyTorch's names, the best epoch's under
/// <c>best.</c>, what the optimizer carries under
/// <c>optimizer.exp_avg.</c> and the like and those names, states of the generator as 624 words and the position. Its last tensor is the SHA-256 of
/// all bytes before it, so that no damage anywhere in the file passes.
/// </summary>
internal static class CheckpointFormat
{
    /// <summary>The form's name, which the file states; another form has another.</summary>
    public const string Version = "mnist-lstm checkpoint 1";

    public const string VersionKey = "format";
    public const string IdentityKey = "run";
    public const string EngineKey = "engine";
    public const string FactsKey = "state";

    public const string Random = "random";
    public const string RandomBeforeShuffle = "random_before_shuffle";
    public const string RandomBeforeEvaluation = "random_before_evaluation";
    public const string RandomBeforeShortEnd = "random_before_short_end";
    public const string Hooks = "hooks";

    /// <summary>The hash, which the file ends with.</summary>
    public static TensorEntry Sha256 { get; } = new("sha256", TensorEntry.UInt8, [32]);

    /// <summary>The name of a parameter's values.</summary>
    public static string ModelTensor(string parameter) => $"model.{parameter}";

    /// <summary>The name of a parameter's values after the best epoch.</summary>
    public static string BestTensor(string parameter) => $"best.{parameter}";

    /// <summary>The name of what the optimizer carries of a parameter.</summary>
    public static string OptimizerTensor(string tensor, string parameter) => $"optimizer.{tensor}.{parameter}";
}
