using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What <c>show --trace</c> prints: what each direction puts out at the last step and leaves as its final state, and how the two stand to one
/// another.</summary>
internal static class TraceReport
{
    private const int FirstValues = 4;

    /// <summary>Prints a trace.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="model">The model.</param>
    /// <param name="trace">Its values.</param>
    public static void Print(Terminal terminal, SequenceClassifier model, SampleTrace trace)
    {
        foreach ((string name, IReadOnlyList<TracedDirection> directions) in trace.Recurrents)
        {
            Recurrent module = (Recurrent)model.Modules.Single(m => m.Name == name).Module;
            terminal.Data();
            terminal.DataWrapped($"{name}  {module}");
            foreach ((int index, TracedDirection direction) in directions.Index())
            {
                Print(terminal, module, direction, index);
            }
        }

        terminal.Data();
        foreach ((string name, double[] values) in trace.Vectors)
        {
            terminal.DataWrapped($"{name,-10} {Values(values, name == trace.Vectors[^1].Name ? values.Length : FirstValues)}");
        }
    }

    private static void Print(Terminal terminal, Recurrent module, TracedDirection direction, int index)
    {
        int steps = direction.Output.Length;
        int from = direction.Reverse ? module.HiddenSize : 0;
        string part = module.Bidirectional ? direction.Reverse ? $"{from}:" : $":{module.HiddenSize}" : ":";
        string layer = module.NumLayers > 1 ? Text($"layer {direction.Layer}, ") : "";
        string last = $"output[:, -1, {part}]";
        string state = Text($"h_n[{index}]");
        terminal.DataWrapped($"  {layer}{(direction.Reverse ? "reverse" : "forward")}");
        terminal.DataWrapped($"    {last,-20} {Values(direction.AtLastStep)}");
        terminal.DataWrapped($"    {state,-20} {Values(direction.FinalState)}");
        double largest = direction.AtLastStep.Zip(direction.FinalState, (a, b) => Math.Abs(a - b)).Max();
        terminal.DataWrapped("    ", largest == 0
            ? new TextPiece("equal", Tone.Good)
            : new TextPiece(
                Text($"not equal, by up to {largest:0.0000}: at the last step this direction has read 1 of {steps} steps; {state} is output[:, 0, {part}]"),
                Tone.Notice));
    }

    private static string Values(double[] values, int shown = FirstValues) =>
        string.Join(" ", values.Take(shown).Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture).PadLeft(8)))
            + (values.Length > shown ? Text($"  … {values.Length} values") : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
