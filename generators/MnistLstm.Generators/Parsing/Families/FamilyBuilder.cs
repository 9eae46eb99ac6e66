using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Families;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Names;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>Checks every run of a family as a spec of its own would be, and builds the model of them all.</summary>
/// <param name="mapping">The spec.</param>
/// <param name="family">What it says of its runs' differences.</param>
/// <param name="common">The values that runs have where they have none of their own.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class FamilyBuilder(MappingReader mapping, Family family, RunValues common, DiagnosticBag diagnostics)
{
    private readonly IReadOnlyList<SpecKey> _keys = family.Keys();

    /// <summary>For each run the lines that give its own values.</summary>
    public EquatableArray<string> RunLines { get; private set; } = EquatableArray<string>.Empty;

    /// <summary>Reports all that is wrong; the spec when nothing is and it has a name, else null.</summary>
    public ExperimentSpec? Build(SpecName? name)
    {
        ReportMissing();
        if (new FamilyExpansion(mapping, family, common, diagnostics).Expand() is not { } combinations)
        {
            return null;
        }

        string prefix = name?.Name ?? "";
        RuleReport report = new(diagnostics);
        KeyRules keyRules = new(mapping, report);
        DataRules dataRules = new(report);
        Dictionary<string, Combination> known = [];
        foreach (Combination combination in combinations)
        {
            string? run = combination.Own.Count == 0 ? null : $"{prefix}[{combination.Text(null)}]";
            keyRules.Check(combination.Values, run);
            dataRules.Check(combination.Values, run);
            string identity = string.Join(" ", KeyTable.Settings.Select(combination.Values.Word));
            if (known.TryGetValue(identity, out Combination? first))
            {
                diagnostics.Report(DiagnosticDescriptors.DuplicateRun, combination.Span, $"{prefix}[{first.Text(null)}]");
            }
            else
            {
                known.Add(identity, combination);
            }
        }

        CheckShapes(combinations);
        CheckNames(prefix, combinations);
        return name is null || !diagnostics.IsEmpty || combinations.Any(combination => combination.Values.Data is null) ? null : Assemble(name, combinations);
    }

    private ExperimentSpec Assemble(SpecName name, IReadOnlyList<Combination> combinations)
    {
        List<Network> networks = [];
        List<string[]> shapeWords = [];
        List<string> patterns = [];
        List<FamilyRun> runs = [];
        List<string> lines = [];
        Dictionary<string, int> places = [];
        SpecKey[] shapeKeys = _keys.Where(key => FamilyShape.ShapeKeys.Contains(key.Name)).ToArray();
        foreach (Combination combination in combinations)
        {
            string[] words = FamilyShape.ShapeKeys.Select(key => combination.Values.Word(KeyTable.Of(key))!).ToArray();
            string identity = string.Join(" ", words);
            if (!places.TryGetValue(identity, out int place))
            {
                place = networks.Count;
                places.Add(identity, place);
                networks.Add(combination.Values.Network()!);
                shapeWords.Add(words);
                patterns.Add(string.Join(", ", shapeKeys.Select(key => Literal(combination.Values, key))));
            }

            string ownLines = string.Join(", ", combination.Own.Select(value => value.Line.ToString(CultureInfo.InvariantCulture)));
            foreach (KeyValue? seed in family.Seeds.DefaultIfEmpty(null!))
            {
                RunValues values = seed is null ? combination.Values : combination.Values.With([seed]);
                runs.Add(new FamilyRun(combination.Text(seed), place, string.Join(", ", _keys.Select(key => Literal(values, key)))));
                lines.Add(seed is null ? ownLines : ownLines.Length == 0 ? $"{seed.Line}" : $"{ownLines}, {seed.Line}");
            }
        }

        RunLines = new(lines);
        IReadOnlyList<string> classes = ShapeNames.Of(name, shapeWords);
        RunValues firstRun = family.Seeds.Count == 0 ? combinations[0].Values : combinations[0].Values.With([family.Seeds[0]]);
        FamilySpec spec = new(
            new(_keys.Select(key => new VariedKey(key.Name, Member(key), TypeOf(key), key.DefaultsToWord ? key.Default : null))),
            new(networks.Select((network, i) => new FamilyShape(classes[i], network, patterns[i]))),
            new(combinations.GroupBy(combination => combination.Values.Word(OptimizerKeys.Optimizer)).Select(
                group => group.First().Values.Training().Optimizer)),
            new(combinations.GroupBy(combination => combination.Values.Word(ScheduleKeys.LrScheduler)).Select(
                group => group.First().Values.Training().Scheduler)),
            new(runs));
        EquatableArray<string> dataClasses = new(combinations.SelectMany(combination => combination.Values.Data!.OwnClass).Distinct());
        return new ExperimentSpec(name, networks[0], firstRun.Training(), new(common.Settings.Select(key => Template(key, firstRun))), dataClasses, spec);
    }

    // A limit on the samples is that of all data sets alike, and so are t_max that of all epochs and eps that of all optimizers; the runner knows when it is
    // none. The shape of the data is one, so that its features, and whether it has classes, are those of any run.
    private SettingValue Template(SpecKey key, RunValues firstRun)
    {
        if (key == KeyTable.InputSize || key == KeyTable.Loss)
        {
            return new(key.Name, _keys.Contains(key) ? firstRun.Default(key)! : firstRun.Word(key)!, firstRun.Default(key));
        }

        bool asGiven = _keys.Contains(KeyTable.Dataset) || _keys.Contains(KeyTable.Epochs) || _keys.Contains(OptimizerKeys.Optimizer)
            || _keys.Contains(ScheduleKeys.WarmupIters) || _keys.Contains(ScheduleKeys.LrSchedulerInterval);
        return new(key.Name, (asGiven ? common[key]?.Canonical : common.Word(key)) ?? key.Default ?? "", key.Default);
    }

    private void ReportMissing()
    {
        bool steps = _keys.Contains(StepKeys.Steps);
        foreach (SpecKey key in mapping.Needed.Select(key => key == KeyTable.Epochs && steps ? StepKeys.Steps : key)
            .Where(key => mapping[key] is null && !mapping.IsMisspelt(key)))
        {
            FamilyCase[] lacking = family.Cases.Where(item => item.Values.All(value => value.Key != key)).ToArray();
            bool varied = family.Columns.Contains(key);
            if (!varied && lacking.Length == family.Cases.Count)
            {
                mapping.ReportMissing([key], "a spec");
                continue;
            }

            foreach (FamilyCase item in lacking)
            {
                diagnostics.Report(DiagnosticDescriptors.MissingKey, item.Span, "this case", key.Name, key.Expected);
            }

            if (!varied && family.Columns.Any())
            {
                (SpecKey part, string what) = family.Search is null ? (KeyTable.Matrix, "the matrix") : (KeyTable.Search, "the search");
                diagnostics.Report(DiagnosticDescriptors.MissingKey, mapping.KeySpan(part), what, key.Name, key.Expected);
            }
        }
    }

    private void CheckShapes(IReadOnlyList<Combination> combinations)
    {
        DatasetFacts? first = null;
        foreach (Combination combination in combinations)
        {
            if (combination.Values.Data is not { } data)
            {
                continue;
            }

            first ??= data;
            if (data.Shape != first.Shape)
            {
                diagnostics.Report(DiagnosticDescriptors.SeveralShapes, combination.Values[KeyTable.Dataset]!.Span, first.Name, Shape(first), data.Name,
                    Shape(data));
                return;
            }
        }
    }

    private static string Shape(DatasetFacts data) => $"{data.Shape.Steps} steps of {data.Shape.Features} and {data.Answers}";

    private void CheckNames(string prefix, IReadOnlyList<Combination> combinations)
    {
        KeyValue? longest = family.Seeds.OrderByDescending(seed => seed.Canonical.Length).FirstOrDefault();
        HashSet<int> reported = [];
        foreach (Combination combination in combinations)
        {
            string run = $"{prefix}[{combination.Text(longest)}]";
            int bytes = Encoding.UTF8.GetByteCount(run);
            if (bytes > NameRules.LongestName && reported.Add(combination.Span.Start))
            {
                string limit = NameRules.LongestName.ToString(CultureInfo.InvariantCulture);
                diagnostics.Report(DiagnosticDescriptors.RunNameTooLong, combination.Span, run, bytes.ToString(CultureInfo.InvariantCulture), limit);
            }
        }
    }

    private static string Literal(RunValues values, SpecKey key)
    {
        string word = values.Word(key)!;
        return key.Kind switch
        {
            ValueKind.Float when !key.DefaultsToWord || word != key.Default => values.Literal(key),
            ValueKind.FloatList or ValueKind.IntegerList when word != key.Default => values[key]!.Digits,
            ValueKind.Word or ValueKind.WeightInit => $"\"{word}\"",
            _ => key.DefaultsToWord && word == key.Default ? "null" : word,
        };
    }

    private static string Member(SpecKey key) =>
        string.Concat(key.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    private static string TypeOf(SpecKey key) => key.Kind switch
    {
        ValueKind.Integer when key == KeyTable.Seed => "long",
        ValueKind.Integer => key.DefaultsToWord ? "int?" : "int",
        ValueKind.Float => key.DefaultsToWord ? "double?" : "double",
        ValueKind.FloatList => key.DefaultsToWord ? "double[]?" : "double[]",
        ValueKind.IntegerList => "int[]?",
        ValueKind.Boolean => "bool",
        _ => "string",
    };
}
