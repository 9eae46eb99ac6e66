namespace MnistLstm.Training.Settings;

/// <summary>The keys that affect results, in the order of docs/spec.md, each at its default. A catalog has it once; its rows say what is else.</summary>
public sealed class SettingTable
{
    private readonly Setting[] _defaults;

    /// <summary>Creates the table.</summary>
    /// <param name="keys">Every key with its default in canonical text, <c>layers=1</c>; alone where it has none.</param>
    public SettingTable(params IReadOnlyList<string> keys)
    {
        _defaults = [.. keys.Select(key => SettingText.Pair(key)).Select(pair => new Setting(pair.Key, pair.Value ?? "", pair.Value, null))];
    }

    /// <summary>The settings of a spec. Where it has a <c>model</c>, the flat keys of a network are not among them; where it has <c>steps</c>,
    /// <c>epochs</c> are not, and where it has none, the keys of steps are not.</summary>
    /// <param name="values">What the spec gives, in canonical text: <c>hidden_size=32,learning_rate=0.001</c>.</param>
    /// <param name="lines">For each of them the line that gives it; 0 where no line does.</param>
    /// <param name="defaults">Defaults that are others than the table's, since the data set says them: <c>input_size=9</c>.</param>
    /// <exception cref="ArgumentException">A text is not of this form or names a key there is not, or the lines are more or fewer than the values.</exception>
    public IReadOnlyList<Setting> With(string values, IReadOnlyList<int> lines, string defaults = "")
    {
        Setting[] settings = [.. _defaults];
        foreach ((string key, string value) in SettingText.Pairs(defaults))
        {
            int at = Find(key, defaults);
            settings[at] = settings[at] with { Value = value, Default = value };
        }

        (string Key, string Value)[] own = [.. SettingText.Pairs(values)];
        if (own.Length != lines.Count)
        {
            throw new ArgumentException($"expected a line for each of '{values}', got {lines.Count}", nameof(lines));
        }

        for (int i = 0; i < own.Length; i++)
        {
            int at = Find(own[i].Key, values);
            settings[at] = settings[at] with { Value = own[i].Value, Line = lines[i] == 0 ? null : lines[i] };
        }

        bool model = own.Any(pair => pair.Key == SpecKeys.Model);
        bool steps = own.Any(pair => pair.Key == SpecKeys.Steps);
        return Array.FindAll(settings, setting => setting.Key switch
        {
            SpecKeys.Model => model,
            SpecKeys.Epochs => !steps,
            SpecKeys.Steps or SpecKeys.EvalEvery => steps,
            _ => !model || !SpecKeys.Network.Contains(setting.Key),
        });
    }

    private int Find(string key, string text)
    {
        int at = Array.FindIndex(_defaults, setting => setting.Key == key);
        return at >= 0 ? at : throw new ArgumentException($"'{key}' in '{text}' is not a key of the table", nameof(key));
    }
}
