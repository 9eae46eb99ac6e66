namespace MnistLstm.Runner.Results;

/// <summary>The names of the files in a run's result folder.</summary>
public static class RunFiles
{
    /// <summary>What was run and how it ended.</summary>
    public const string Manifest = "run.json";

    /// <summary>The metrics, one line per epoch.</summary>
    public const string Epochs = "epochs.jsonl";

    /// <summary>The final weights.</summary>
    public const string Model = "model.safetensors";
}
