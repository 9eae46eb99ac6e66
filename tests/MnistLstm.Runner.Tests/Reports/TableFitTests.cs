using System.Globalization;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>Tables of families in terminals of several widths.</summary>
public class TableFitTests
{
    private static readonly string[] s_keys =
        ["hidden_size", "layers", "batch_size", "learning_rate", "optimizer", "cell", "dropout", "weight_decay", "momentum"];

    public static TheoryData<int, int> FamiliesAndWidths()
    {
        TheoryData<int, int> data = [];
        for (int family = 0; family < 25; family++)
        {
            foreach (int width in (int[])[40, 80, 120, 200])
            {
                data.Add(family, width);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FamiliesAndWidths))]
    public void No_two_rows_are_alike_and_each_has_every_varied_value(int family, int width)
    {
        RunFigures[] runs = [.. RandomFamilies(new Random(family))];
        IReadOnlyList<ResultRow> rows = SeedGroups.Of(runs).Rows;
        foreach (TextTable table in new[] { ResultTables.OfComparison(rows, new ComparisonView()), ResultTables.OfSweep(rows),
            ResultTables.OfPlan(runs, _ => "new"), ResultTables.OfList(runs) })
        {
            TableLayout layout = TableLayout.Fit(table, width);
            string[] texts = [.. layout.Rows().Select(row => string.Join('\n', row.Select(line => string.Concat(line.Select(piece => piece.Text)))))];
            Assert.All(texts.SelectMany(text => text.Split('\n')), line => Assert.True(line.Length <= width, $"{line.Length}: {line}"));
            Assert.Equal(texts.Length, texts.Distinct().Count());
        }

        TableLayout compared = TableLayout.Fit(ResultTables.OfComparison(rows, new ComparisonView()), width);
        foreach ((ResultRow row, IReadOnlyList<Runner.Reports.Writing.TextPiece[]> lines) in ResultTables.BestFirst(rows).Zip(compared.Rows()))
        {
            string text = string.Join(' ', lines.SelectMany(line => line).Select(piece => piece.Text));
            Assert.All(
                RunName.VariedKeys(row.Spec).Where(key => key != "seed" || row.Runs.Count == 1),
                key => Assert.Contains(ResultColumn.ValueOf(row, key), text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [Fact]
    public void The_keys_of_a_name_are_read_though_a_value_has_commas()
    {
        const string Model = "[lstm: {hidden_size: 3, layers: 2}, linear: 10]";
        RunSpec spec = Specs.Make($"f[model={Model},seed=1]", experiment: "f", seed: 1);
        spec = spec with { Settings = [.. spec.Settings.Where(s => s.Key != "hidden_size"), new Setting("model", Model, null, 2)] };
        Assert.Equal(["model", "seed"], RunName.VariedKeys(spec));
        Assert.Empty(RunName.VariedKeys(Specs.Make("lstm-128")));
    }

    [Fact]
    public void A_value_wider_than_the_terminal_is_broken_between_words_and_not_cut()
    {
        TextTable table =
            new([new TableColumn("name"), new TableColumn("model")], [["a", "lstm 2x64, dropout 0.2, gru 32 layers 2, last, linear 10"], ["b", "linear 10"]]);
        string[] lines = [.. TableLayout.Fit(table, 40).Rows().First().Select(line => string.Concat(line.Select(piece => piece.Text)))];
        Assert.Equal(["a", "    lstm 2x64, dropout 0.2, gru 32", "    layers 2, last, linear 10"], lines);
    }

    [Fact]
    public void Names_are_shortened_only_as_far_as_they_stay_different()
    {
        TextTable table = new(
            [new TableColumn("name"), new TableColumn("x")],
            [["sweeps/a-long-family-with-size-one-in-the-middle-of-it", "1"], ["sweeps/a-long-family-with-size-two-in-the-middle-of-it", "1"]]);
        Assert.Equal(2,
            TableLayout.Fit(table, 50).Rows().Select(row => string.Concat(row.SelectMany(line => line).Select(piece => piece.Text))).Distinct().Count());
    }

    [Fact]
    public void Columns_that_say_the_same_everywhere_go_before_those_that_differ()
    {
        TextTable table = new(
            [new TableColumn("name"), new TableColumn("same", Importance: 9), new TableColumn("other", Importance: 1), new TableColumn("figure")],
            [["experiment-one", "123456", "1", "95.00"], ["experiment-two", "123456", "2", "96.00"]]);
        Assert.Equal(["same"], TableLayout.Fit(table, 28).Dropped);
    }

    [Fact]
    public void What_tells_one_family_apart_among_others_stands_below_its_rows_where_there_is_no_room()
    {
        TextTable table = Mixed();
        Assert.Equal(
            ["one         95.00", "family      96.00", "    head linear", "family      97.00", "    head softmax"],
            TableLayout.Fit(table, 24).Rows().SelectMany(row => row).Select(Text));
        Assert.Equal("family      softmax   97.00", TableLayout.Fit(table, 30).Rows().Select(row => Text(Assert.Single(row))).Last());
    }

    [Fact]
    public void A_family_alone_keeps_its_columns_and_takes_two_lines()
    {
        TextTable table = Mixed();
        table = table with { Rows = [.. table.Rows.Skip(1)] };
        Assert.Equal(["family     linear", "     96.00"], TableLayout.Fit(table, 18).Rows().First().Select(Text).Select(line => line.TrimEnd()));
    }

    [Fact]
    public void A_name_to_be_copied_that_has_no_room_stands_on_a_line_of_its_own()
    {
        const string Long = "sweeps/size[hidden_size=32,learning_rate=0.001]";
        TextTable table = new([new TableColumn("run", Whole: true), new TableColumn("params", Right: true)], [["lstm-128", "1"], [Long, "2"]]);
        Assert.Equal(
            ["run                               params", "lstm-128                               1", "sweeps/size[hidden_size=32,", "    learning_rate=0.001]",
                "                                       2"],
            TableLayout.Fit(table, 40) is var layout ? layout.Header().Concat(layout.Rows().SelectMany(row => row)).Select(Text) : []);
    }

    [Fact]
    public void Room_that_a_wide_column_leaves_is_given_to_those_that_went_before_it()
    {
        TextTable table = new(
            [new TableColumn("name"), new TableColumn("small", Importance: 1), new TableColumn("wide", Importance: 2), new TableColumn("figure")],
            [["a", "1", "a text of some length", "95.00"], ["b", "2", "another text", "96.00"]]);
        Assert.Equal(["wide"], TableLayout.Fit(table, 30).Dropped);
    }

    private static TextTable Mixed() => new(
        [new TableColumn("experiment"), new TableColumn("head", Fold: 2), new TableColumn("test %", Right: true)],
        [
            ["one", "linear", "95.00"],
            ["family", new TableCell("linear", Tells: true), "96.00"],
            ["family", new TableCell("softmax", Tells: true), "97.00"],
        ]);

    private static string Text(Runner.Reports.Writing.TextPiece[] line) => string.Concat(line.Select(piece => piece.Text));

    private static IEnumerable<RunFigures> RandomFamilies(Random random)
    {
        for (int family = 0; family < random.Next(1, 4); family++)
        {
            string[] keys = [.. s_keys.OrderBy(_ => random.Next()).Take(random.Next(1, 7)).OrderBy(key => Array.IndexOf(s_keys, key))];
            int seeds = random.Next(1, 4);
            string name = string.Concat(Enumerable.Range(0, random.Next(3, 60)).Select(_ => (char)random.Next('a', 'c'))) + family;
            HashSet<string> known = [];
            for (int combination = 0; combination < 12; combination++)
            {
                string[] values = [.. keys.Select(key => Value(key, random))];
                if (!known.Add(string.Join(',', values)))
                {
                    continue;
                }

                for (int seed = 0; seed < seeds; seed++)
                {
                    string own = string.Join(',', keys.Zip(values, (key, value) => $"{key}={value}")) + (seeds == 1 ? "" : $",seed={seed}");
                    RunSpec spec = Specs.Make($"{name}[{own}]", experiment: name, seed: seed);
                    Dictionary<string, string> given = keys.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
                    spec = spec with
                    {
                        Settings =
                        [
                            .. spec.Settings.Where(s => !given.ContainsKey(s.Key)).TakeWhile(s => s.Key != "seed"),
                            .. given.Select(pair => new Setting(pair.Key, pair.Value, null, 2)),
                            .. spec.Settings.SkipWhile(s => s.Key != "seed").Where(s => !given.ContainsKey(s.Key)),
                        ],
                    };
                    yield return random.Next(5) == 0
                        ? new RunFigures(FakeRuns.Result(spec, status: null), [])
                        : new RunFigures(FakeRuns.Result(spec, RunStatus.Cached, accuracy: 0.9 + (random.Next(100) / 1000.0)), []);
                }
            }
        }
    }

    private static string Value(string key, Random random) => key switch
    {
        "optimizer" => ((string[])["adam", "adamw", "sgd", "rmsprop"])[random.Next(4)],
        "cell" => ((string[])["lstm", "gru", "rnn"])[random.Next(3)],
        "learning_rate" or "dropout" or "weight_decay" or "momentum" => (random.Next(1, 1000) / 100000.0).ToString("R", CultureInfo.InvariantCulture),
        _ => random.Next(1, 5000).ToString(CultureInfo.InvariantCulture),
    };
}
