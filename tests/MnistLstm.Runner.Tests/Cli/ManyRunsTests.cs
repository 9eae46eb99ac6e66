using System.Collections;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>What commands do for each of many runs does not grow with their number.</summary>
public sealed class ManyRunsTests : IDisposable
{
    private const int Many = 200;

    private static readonly RunSpec[] s_family =
        [.. Enumerable.Range(0, Many).Select(seed => Specs.Make($"sweeps/many[seed={seed}]", experiment: "sweeps/many", seed: seed))];

    private readonly CommandHarness _app = new(s_family);

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("compare")]
    [InlineData("compare", "--seeds")]
    [InlineData("sweep", "experiments/", "--dry-run")]
    public void A_stored_result_is_read_once_for_a_command(params string[] command)
    {
        foreach (RunSpec spec in s_family.Take(Many / 2))
        {
            _app.Runs.Holds(spec);
        }

        Assert.Equal(0, _app.Run(command));
        Assert.Equal(s_family.Select(spec => spec.Name).Order(), _app.Runs.Asked.Order());
    }

    [Theory]
    [InlineData(40)]
    [InlineData(int.MaxValue)]
    public void A_table_looks_at_a_row_as_often_whether_it_has_few_or_many(int width)
    {
        int few = LooksAtARow(20, width);
        Assert.InRange(LooksAtARow(Many, width), 1, few);
    }

    private static int LooksAtARow(int count, int width)
    {
        Row[] rows = [.. Enumerable.Range(1000, count).Select(number => new Row([$"family/run-{number}", "a longer word", $"{number}"]))];
        TextTable table = new([new("experiment"), new("column", Importance: 1), new("number", Right: true)], rows);
        Assert.Equal(count, TableLayout.Fit(table, width).Rows().Count);
        return rows.Max(row => row.Looks);
    }

    /// <summary>A row that counts how often a cell of it is asked for.</summary>
    private sealed class Row(TableCell[] cells) : IReadOnlyList<TableCell>
    {
        public int Looks { get; private set; }

        public int Count => cells.Length;

        public TableCell this[int index]
        {
            get
            {
                Looks++;
                return cells[index];
            }
        }

        public IEnumerator<TableCell> GetEnumerator()
        {
            Looks += cells.Length;
            return cells.AsEnumerable().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
