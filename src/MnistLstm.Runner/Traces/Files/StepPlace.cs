using System.Globalization;
using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Files;

/// <summary>Which tensor of which record a step file holds.</summary>
/// <param name="Position">The record.</param>
/// <param name="Entry">The tensor's place among the record's entries.</param>
/// <param name="TraceHash">The entry as the trace has it, 16 hex digits: tells whether a build is the one that recorded it.</param>
/// <param name="Trace">The side that recorded the trace.</param>
internal sealed record StepPlace(TracePosition Position, int Entry, string TraceHash, TraceSide Trace)
{
    /// <summary>True when a training has such a place.</summary>
    /// <param name="header">What is trained.</param>
    public bool IsIn(TraceHeader header)
    {
        if (!header.IsSound() || !Trace.Header.IsSound() || Entry < 0 || Entry >= header.Layout().Of(Position.Record).Count)
        {
            return false;
        }

        if (Position.Record == RecordKind.Start)
        {
            return Position == TracePosition.Start;
        }

        // Fewer before the last evaluation of a run that counts steps.
        long batches = Position.Record == RecordKind.Step ? header.StepsAfter(Position.Epoch) - header.StepsAfter(Position.Epoch - 1) : 0;
        return Position.Epoch >= 1 && Position.Epoch <= header.Epochs && Position.Batch >= Math.Min(1, batches) && Position.Batch <= batches;
    }

    /// <summary>An entry as text.</summary>
    public static string Text(ulong entry) => entry.ToString("x16", CultureInfo.InvariantCulture);
}
