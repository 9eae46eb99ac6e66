using System.Text.RegularExpressions;
using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Emission;

/// <summary>Which emitted code made a result.</summary>
internal static class CodeHash
{
    // How long a run trains does not change what it does in each epoch: results of fewer epochs are of the same code, and go on.
    private static readonly Regex s_epochs = new(@"(?<=\bconst int (Epochs|Steps) = )[0-9]+(?=;)");

    /// <summary>SHA-256 over a model and its trainer, the number of epochs, or steps, apart.</summary>
    public static string Of(string code) => Sha256.Of(s_epochs.Replace(code, "…"));
}
