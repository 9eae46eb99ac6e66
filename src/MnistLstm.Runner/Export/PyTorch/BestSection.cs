using MnistLstm.Training;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes what keeps the weights of the epoch with the least validation loss, and takes them back at the end. Empty where the last epoch's are the
/// result.</summary>
internal static class BestSection
{
    /// <summary>The line before the first epoch.</summary>
    public static string Start(RunSpec spec) => spec.RestoresBest ? "    best_loss, best_weights = float(\"inf\"), None\n" : "";

    /// <summary>The lines after an epoch's evaluation, begun by a line feed.</summary>
    public static string Keep(RunSpec spec) => spec.RestoresBest
        ? """

                    if validation_loss < best_loss:
                        best_loss, best_weights = validation_loss, copy.deepcopy(model.state_dict())
                        best_validation, best_accuracy = validation, accuracy
            """
        : "";

    /// <summary>The lines after the last epoch, begun by a line feed.</summary>
    public static string Restore(RunSpec spec) => spec.RestoresBest
        ? """

                if best_weights is not None:
                    model.load_state_dict(best_weights)
                    validation, accuracy = best_validation, best_accuracy
            """
        : "";
}
