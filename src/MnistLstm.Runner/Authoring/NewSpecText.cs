using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Authoring;

/// <summary>The text of a spec that <c>new</c> writes.</summary>
internal static class NewSpecText
{
    private const string Description = SpecKeys.Description + ": ";

    // What quick/lstm-32 has: seconds on the embedded digits.
    private static readonly (string Key, string Value)[] s_start =
        [(SpecKeys.HiddenSize, "32"), (SpecKeys.LearningRate, "0.005"), (SpecKeys.BatchSize, "50"), (SpecKeys.Epochs, "5")];

    /// <summary>A small experiment to begin with, every key explained.</summary>
    /// <param name="name">The new experiment.</param>
    public static string Plain(string name) => Lines(
        [
            SpecComments.Modeline(name),
            $"description: What {name} is to find out",
            .. SpecComments.Line(SpecKeys.Dataset, "mnist-10k"),
            "",
            .. s_start.SelectMany(setting => SpecComments.Line(setting.Key, setting.Value)),
            "",
            .. SpecComments.Unsaid(key => key is SpecKeys.Description or SpecKeys.Dataset or SpecKeys.Reference || s_start.Any(setting => setting.Key == key)),
        ]);

    /// <summary>A copy of a spec with its comments, under a description of its own; its published figures stay with the original.</summary>
    /// <param name="name">The new experiment.</param>
    /// <param name="origin">The original's name.</param>
    /// <param name="text">The original's text.</param>
    public static string Copy(string name, string origin, string text)
    {
        SpecLines lines = new(text);
        lines.Describe($"Like {origin}, except that …");
        lines.Remove(SpecKeys.Reference);
        return Lines(
            [
                SpecComments.Modeline(name),
                $"# Made from {YamlText.Comment(origin)}, with its comments.",
                .. lines.Text,
                "",
                .. SpecComments.Unsaid(
                    key => key is SpecKeys.Description or SpecKeys.Reference || lines.Says(key) || IsSaidBy(key, lines.Says(SpecKeys.Model))),
            ]);
    }

    /// <summary>One run of a family as an experiment of its own: the values it resolved to.</summary>
    /// <param name="name">The new experiment.</param>
    /// <param name="run">The run.</param>
    public static string OfRun(string name, RunSpec run)
    {
        Setting[] said = [.. run.Settings.Where(setting => setting.Value != setting.Default)];
        return Lines(
            [
                SpecComments.Modeline(name),
                $"# Made from the run {run.Name}.",
                $"description: Like {run.Experiment}, except that …",
                "",
                .. said.SelectMany(setting => SpecComments.Line(setting.Key, setting.Value)),
                "",
                .. SpecComments.Unsaid(key => key is SpecKeys.Description or SpecKeys.Reference || Array.Exists(said, setting => setting.Key == key)
                    || IsSaidBy(key, run.HasModelBlock)),
            ]);
    }

    /// <summary>The text with values set, under a description that says them unless one is among them.</summary>
    /// <param name="text">A text that one of the others gave.</param>
    /// <param name="name">The new experiment.</param>
    /// <param name="values">The values.</param>
    /// <returns>Null for a spec in braces, which has no lines to change.</returns>
    public static string? WithValues(string text, string name, IReadOnlyList<SpecValue> values)
    {
        SpecLines lines = new(text);
        foreach (SpecValue value in values)
        {
            if (!lines.Set(value))
            {
                return null;
            }
        }

        // What it is like is known by now.
        const string Open = ", except that …";
        if (values.All(value => value.Key != SpecKeys.Description)
            && lines.Text.FirstOrDefault(
                line => line.StartsWith(Description, StringComparison.Ordinal) && line.EndsWith(Open, StringComparison.Ordinal)) is { } described)
        {
            lines.Describe($"{described[Description.Length..^Open.Length]}, with {string.Join(", ", values.Select(value => $"{value.Key} {value.Value}"))}");
        }

        return Lines([SpecComments.Modeline(name), .. lines.Text]);
    }

    // A model says the whole network, and its keys cannot stand beside it.
    private static bool IsSaidBy(string key, bool model) => model && SpecKeys.Network.Contains(key);

    private static string Lines(IReadOnlyList<string> lines) => string.Concat(lines.Select(line => line.TrimEnd() + "\n"));
}
