namespace MnistLstm.Runner.Results;

/// <summary>The names of the files in a run's result folder.</summary>
internal static class RunFiles
{
    /// <summary>What was run and how it ended.</summary>
    public const string Manifest = "run.json";

    /// <summary>The metrics, one line per epoch.</summary>
    public const string Epochs = "epochs.jsonl";

    /// <summary>All that the coming batches depend on, while the run is under way: an interrupted run goes on from it.</summary>
    public const string Checkpoint = "checkpoint.safetensors";

    /// <summary>The same after the last epoch: a run with more epochs goes on from it.</summary>
    public const string State = "state.safetensors";

    /// <summary>The final weights.</summary>
    public const string Model = "model.safetensors";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Manifest, Epochs, Checkpoint, State, Model];
}
