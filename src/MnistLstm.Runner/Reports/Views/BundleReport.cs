using System.Globalization;
using MnistLstm.Runner.Export.Bundles;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What <c>verify</c> prints: the finding as data, where both were trained and what to do next as notes.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="bundle">The bundle.</param>
/// <param name="spec">Its run here.</param>
/// <param name="sources">The hash of the sources here.</param>
/// <param name="here">This machine.</param>
internal sealed class BundleReport(Terminal terminal, Bundle bundle, RunSpec spec, string sources, BundleEnvironment here)
{
    private const int ShownHashDigits = 16;

    private bool SameSources => sources == bundle.Manifest.SourcesSha256;

    /// <summary>What there is to compare, before it is trained.</summary>
    public void Begin()
    {
        string name = spec.Name == bundle.Manifest.Name ? spec.Name : $"{bundle.Manifest.Name}, which is {spec.Name} here,";
        terminal.Note($"{bundle.File}: {name} is trained again, {Rows(bundle.Epochs.Count)}");
        if (SpecHash.Of(bundle.SpecText) != spec.SpecSha256)
        {
            terminal.Note($"its spec.yaml is another text than {spec.SpecPath}, and not looked at: what is verified are the values in bundle.json");
        }
    }

    /// <summary>What came of it; returns the exit code.</summary>
    public int Finding(EpochDifference? difference)
    {
        if (difference is null)
        {
            terminal.DataWrapped(spec.Name, "  ", new TextPiece("same bits", Tone.Good),
                $"  {Rows(bundle.Epochs.Count)}, weights {bundle.Manifest.WeightsSha256[..ShownHashDigits]}…");
            Machines();
            terminal.Note(SameSources ? "sources  the same" : "sources  others than here: what changed between them changes no bit of this run");
            return ExitCode.Success;
        }

        string before = difference.Epoch > 1 ? $", same bits up to {RowText.Of(spec, difference.Epoch - 1)}" : "";
        terminal.DataWrapped(spec.Name, "  ", new TextPiece("OTHER BITS", Tone.Bad),
            $"  from {difference.Row}, {difference.Key}{before}");
        foreach (string line in difference.Lines())
        {
            terminal.Data("  ", line);
        }

        Machines();
        terminal.Note(SameSources
            ? "sources  the same, so one of the machines computes wrongly, or the bundle was tampered with: dotnet run -- doctor tests this machine"
            : $"sources  others than here ({bundle.Manifest.SourcesSha256[..ShownHashDigits]}… there, {sources[..ShownHashDigits]}… here): verify with the "
                + $"version that made it, or ask its maker for a trace: bisect {ShellText.Quote(spec.Name)} --record <file>");
        return ExitCode.SnapshotDiffers;
    }

    private void Machines()
    {
        terminal.Note($"there    {bundle.Manifest.Environment}");
        terminal.Note($"here     {here}");
    }

    private string Rows(int count)
    {
        string word = spec.Steps is null ? "epoch" : "evaluation";
        return string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? word : word + "s")}");
    }
}
