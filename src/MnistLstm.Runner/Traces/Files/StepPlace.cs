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
    /// <summary>An entry as text.</summary>
    public static string Text(ulong entry) => entry.ToString("x16", CultureInfo.InvariantCulture);
}
