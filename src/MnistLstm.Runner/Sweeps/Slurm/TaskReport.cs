using System.Text.Json;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>What a task says of its runs: the sweep's own JSON (docs/commands.md).</summary>
/// <param name="Runs">By name.</param>
internal sealed record TaskReport(IReadOnlyDictionary<string, ReportedRun> Runs)
{
    /// <summary>Reads it; null when it is cut short.</summary>
    public static TaskReport? Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            Dictionary<string, ReportedRun> runs = new(StringComparer.Ordinal);
            foreach (JsonElement run in document.RootElement.GetProperty("runs").EnumerateArray())
            {
                runs[run.GetProperty("name").GetString()!] = new ReportedRun(run.GetProperty("status").GetString(), run.GetProperty("error").GetString());
            }

            return new TaskReport(runs);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            // A task that is killed while it writes leaves a part.
            return null;
        }
    }
}

/// <summary>What a task says of one run.</summary>
/// <param name="Status">The JSON's word; null for a run that was not started.</param>
/// <param name="Error">Why it did not come to its end.</param>
internal sealed record ReportedRun(string? Status, string? Error);
