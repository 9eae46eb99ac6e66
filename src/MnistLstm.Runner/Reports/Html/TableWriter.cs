using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>A table of the reports as one of the page: with a caption, headings in their scope, in a region of its own that scrolls where it is too
/// wide.</summary>
internal static class TableWriter
{
    /// <summary>With more rows than these it scrolls in a box under its headings.</summary>
    private const int MostRows = 30;

    /// <summary>Writes it.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="table">The table; its first column names the rows.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="label">The name of the region, for who reaches it by keyboard or by ear.</param>
    /// <param name="sortable">Whether the script may sort it.</param>
    /// <param name="link">The anchor that a row's name leads to, by the row's place; null for none.</param>
    public static void Write(HtmlWriter html, TextTable table, string caption, string label, bool sortable = false, Func<int, string?>? link = null)
    {
        html.Open("div", ("class", table.Rows.Count > MostRows ? "scroll tall" : "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", label))
            .Line();
        html.Open("table", ("class", sortable && table.Rows.Count > 1 ? "sortable" : null)).Line();
        html.Element("caption", caption).Line();
        html.Open("thead").Open("tr");
        foreach (TableColumn column in table.Columns)
        {
            html.Element("th", column.Header.TrimEnd(), ("scope", "col"), ("class", column.Right ? "right" : null));
        }

        html.Close().CloseLine().Open("tbody").Line();
        foreach ((int index, IReadOnlyList<TableCell> row) in table.Rows.Index())
        {
            html.Open("tr").Open("th", ("scope", "row"));
            if (link?.Invoke(index) is { } anchor)
            {
                html.Element("a", row[0].Text, ("href", "#" + anchor)).Close();
            }
            else
            {
                html.Text(row[0].Text).Close();
            }

            foreach ((TableColumn column, TableCell cell) in table.Columns.Zip(row).Skip(1))
            {
                html.Element("td", cell.Text.TrimEnd(), ("class", Class(column, cell)));
            }

            html.CloseLine();
        }

        html.CloseLine().CloseLine().CloseLine();
    }

    private static string? Class(TableColumn column, TableCell cell)
    {
        string? tone = cell.Tone switch
        {
            Tone.Good => "good",
            Tone.Bad => "bad",
            Tone.Notice => "notice",
            Tone.Dim => "dim",
            _ => null,
        };
        return column.Right ? tone is null ? "right" : "right " + tone : tone;
    }
}
