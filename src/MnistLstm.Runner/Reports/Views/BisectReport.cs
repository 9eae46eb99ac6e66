using System.Globalization;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Traces.Comparing;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What bisect prints: the finding as data, what to do next as notes.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="spec">The run.</param>
internal sealed class BisectReport(Terminal terminal, RunSpec spec)
{
    private readonly string _bisect = $"dotnet run -- bisect {ShellText.Quote(spec.Name)}";

    private string Row => spec.Steps is null ? "epoch" : "evaluation";

    /// <summary>What comparing with the snapshot came to; returns the exit code.</summary>
    /// <param name="difference">The first difference, or null.</param>
    /// <param name="epochs">Epochs compared when there is none.</param>
    public int Snapshot(EpochDifference? difference, int epochs)
    {
        if (difference is null)
        {
            return Equal($"all bits of {Count(epochs, Row)} are those of the snapshot");
        }

        terminal.DataWrapped(spec.Name, "  ", new TextPiece("DIFFERS", Tone.Bad),
            $" {(spec.Steps is null ? "in" : "at")} {difference.Row}{(difference.Epoch > 1 ? ", equal before it" : "")}");
        foreach (string line in difference.Lines())
        {
            terminal.DataWrapped("  ", line);
        }

        string again = string.Create(CultureInfo.InvariantCulture, $"{_bisect} --epochs {difference.Epoch}");
        string trace = spec.Name.Split('/')[^1].Split('[')[0] + ".trace";
        terminal.Note($"A snapshot holds {Row}s only. Step, tensor and index come from the build that made it,");
        terminal.Note($"which is that of the commit: git log -1 -- experiments/snapshots/{spec.Experiment}.verified.json");
        terminal.Note($"  built on this machine    {again} --with \"dotnet <its folder>/bin/Debug/net10.0/{BuiltProgram.Library}\"");
        terminal.Note($"  on another, there first  {again} --record {trace}");
        terminal.Note($"              then here    {_bisect} --against {trace}");
        return ExitCode.SnapshotDiffers;
    }

    /// <summary>A trace was written.</summary>
    public void Recorded(string file, long bytes, TraceSide side)
    {
        terminal.Note($"Wrote {file} ({Figures.Size(bytes)}: {Traced(side.Header)}).");
        terminal.Note($"Next, with the other build or on the other machine: {_bisect} --against {ShellText.Quote(file)}");
    }

    /// <summary>What comparing record by record came to; returns the exit code.</summary>
    public int Compared(TraceDifference? difference, TraceSide there, TraceSide here)
    {
        if (difference is null)
        {
            return Equal(
                $"{Traced(here.Header)}: every sample, loss, gradient, weight and metric", there, here);
        }

        Headline(here.Header.Describe(difference.Position), difference.Tensor);
        Sides(there, here);
        string before = Count(here.Header.StepsDone(difference.Position) - (difference.Position.Record == RecordKind.Step ? 1 : 0), "whole step");
        string within = difference.Equal.Count == 0 ? "" : ", then " + Shortened(difference.Equal);
        terminal.DataWrapped("  equal     ", before + within);
        terminal.DataWrapped("  differ    ", Shortened(difference.Differing));
        if (difference.There is { } values)
        {
            Element(difference.Tensor, Found(difference.Tensor, values, difference.Here));
        }

        return ExitCode.SnapshotDiffers;
    }

    /// <summary>The values were written for the other side to compare with.</summary>
    public void WroteStep(string file, TraceTensor tensor)
    {
        terminal.Note($"Wrote {file}: the values here of {tensor.Title}.");
        terminal.Note($"For the index and both values, take it to where the trace was recorded: {_bisect} --against {ShellText.Quote(file)}");
    }

    /// <summary>What comparing with the values of a step file came to; returns the exit code.</summary>
    /// <param name="step">The other side.</param>
    /// <param name="values">The raw values here.</param>
    /// <param name="isRecorder">Whether they are those of the trace that the step file differs from.</param>
    /// <param name="here">This side.</param>
    public int Step(StepFile step, byte[] values, bool isRecorder, TraceSide here)
    {
        string place = here.Header.Describe(step.Place.Position);
        if (ElementDifference.First(step.Tensor, step.Values, values) is not { } element)
        {
            int exitCode = Equal($"{step.Tensor.Title} at {place} is the file's", step.Side, here);
            terminal.Note(
                $"This is a build like the one that wrote the file. The values it differs from are those of {step.Place.Trace.Describe()}: compare there.");
            return exitCode;
        }

        Headline(place, step.Tensor);
        Sides(step.Side, here);
        Element(step.Tensor, element);
        if (!isRecorder)
        {
            terminal.Note($"These are not the values of the trace either; it was recorded by {step.Place.Trace.Describe()}.");
        }

        return ExitCode.SnapshotDiffers;
    }

    private int Equal(string what, TraceSide there, TraceSide here)
    {
        int exitCode = Equal(what);
        Sides(there, here);
        return exitCode;
    }

    private int Equal(string what)
    {
        terminal.DataWrapped(spec.Name, "  ", new TextPiece("equal", Tone.Good), "  ", what);
        return ExitCode.Success;
    }

    private void Headline(string place,
        TraceTensor tensor) => terminal.DataWrapped(spec.Name, "  ", new TextPiece("DIFFERS", Tone.Bad), $" first at {place}: {tensor.Title}");

    private void Sides(TraceSide there, TraceSide here)
    {
        terminal.DataWrapped("  there     ", there.Describe());
        terminal.DataWrapped("  here      ", here.Describe());
    }

    private void Element(TraceTensor tensor, ElementDifference element)
    {
        string elements = element.Count == 1 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{element.Differing:N0} of {element.Count:N0} elements differ, the first at ");
        if (tensor.Kind != TensorKind.Metric)
        {
            string place = element.Place.Count > 1 ? $", [{string.Join(", ", element.Place.Select(i => i.ToString(CultureInfo.InvariantCulture)))}]" : "";
            terminal.DataWrapped("  index     ", string.Create(CultureInfo.InvariantCulture, $"{elements}index {element.Index}{place}"));
        }

        int width = Math.Max(element.There.Length, element.Here.Length);
        terminal.DataWrapped("    there   ", $"{element.There.PadRight(width)}  {element.ThereBits}".TrimEnd());
        terminal.DataWrapped("    here    ", $"{element.Here.PadRight(width)}  {element.HereBits}".TrimEnd(),
            element.Distance is null ? "" : $"   ({element.Distance})");
    }

    private static ElementDifference Found(TraceTensor tensor, byte[] there, byte[] here) =>
        ElementDifference.First(tensor, there, here)
        ?? throw new TraceException($"{tensor.Title}: the hashes differ and the values do not; the other side does not give the same values twice");

    /// <summary>The first few of a list.</summary>
    private static string Shortened(IReadOnlyList<TraceTensor> tensors)
    {
        const int Shown = 4;
        string first = string.Join(", ", tensors.Take(Shown).Select(t => t.Title));
        return tensors.Count <= Shown ? first : string.Create(CultureInfo.InvariantCulture, $"{first} and {tensors.Count - Shown} more");
    }

    private string Traced(TraceHeader header) => $"{Count(header.Epochs, Row)}, {Count(header.StepsTraced, "step")}";

    private static string Count(long count, string noun) => $"{Figures.Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
