using System.Globalization;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Traces.Content;

/// <summary>Whether two sides train the same run, so that their bits ought to be equal.</summary>
internal static class TraceMatch
{
    /// <summary>Refuses a side that trains something else.</summary>
    /// <param name="spec">The run here.</param>
    /// <param name="here">This side.</param>
    /// <param name="there">The other side.</param>
    /// <param name="what">The other side's name for messages: a file.</param>
    /// <exception cref="TraceException">It does; the message says in what.</exception>
    public static void Require(RunSpec spec, TraceHeader here, TraceHeader there, string what)
    {
        string? reason = Reason(spec, here, there);
        if (reason is not null)
        {
            throw new TraceException($"{what} is of {there.Name} and cannot be compared with {here.Name} here: {reason}");
        }
    }

    private static string? Reason(RunSpec spec, TraceHeader here, TraceHeader there)
    {
        if (here.Engine != there.Engine)
        {
            return $"it was made by the engine {there.Engine}, this is {here.Engine}; versions of the engine are expected to differ in their bits, so there is "
                + $"nothing to look for";
        }

        if (here.Fingerprint != there.Fingerprint)
        {
            List<SpecChange> changes = [.. SpecChange.Between([.. there.Spec.Select(s => KeyValuePair.Create(s.Key, SpecJson.Text(s.Value)))], spec)];
            return changes.Count > 0
                ? $"the spec differs, {string.Join(", ", changes)}; compare runs of one spec"
                : $"its data is another, {there.Dataset.Name} {Short(there.Dataset.Sha256)} there, {here.Dataset.Name} {Short(here.Dataset.Sha256)} here; use "
                    + $"the same data";
        }

        if (here.StepsPerEpoch != there.StepsPerEpoch)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{(here.Steps is null ? "an epoch has" : "from one evaluation to the next there are")} {there.StepsPerEpoch} steps there, "
                    + $"{here.StepsPerEpoch} here, although the spec is the same; the builds divide the "
                    + $"data differently");
        }

        string theirs = Describe(there);
        string ours = Describe(here);
        return theirs == ours ? null
            : $"the model's parameters are {theirs} there, {ours} here, although the spec is the same; the builds make different models of it";
    }

    private static string Describe(TraceHeader header) =>
        string.Join(", ",
            header.Parameters.Select(p => $"{p.Name} [{string.Join(", ", p.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]"));

    private static string Short(string hash) => hash[..Math.Min(Fingerprint.Digits, hash.Length)];
}
