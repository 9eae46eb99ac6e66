using System.Globalization;
using System.Text;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>
/// A page of results in one file: nothing is fetched, nothing of it depends on when and where it was made, and it can be read without its
/// script. Number first, picture beside it, how to repeat it below.
/// </summary>
internal static class ReportPage
{
    /// <summary>How the program knows a page of its own, which it may replace while a sweep goes on.</summary>
    public const string Beginning = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"generator\" content=\"MnistLstm report\">";

    /// <summary>Whether a file is such a page.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string path)
    {
        using FileStream? file = PathKinds.Of(Path.GetFullPath(path)) == PathKind.File ? StoredFile.TryOpen(path, StoredFile.LargeLimit) : null;
        byte[] start = new byte[Encoding.UTF8.GetByteCount(Beginning)];
        return file is not null && file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && Encoding.UTF8.GetString(start) == Beginning;
    }

    private const string RefreshSeconds = "5";
    private const int MostInTitle = 3;

    /// <summary>The whole page.</summary>
    public static string Write(ReportContent content)
    {
        string title = Title(content);
        HtmlWriter html = new();
        html.Own(Beginning).Line();
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageParts.Policy)).Line();
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark")).Line();
        html.Void("meta", ("name", "referrer"), ("content", "no-referrer")).Line();
        if (content.Progress is not null)
        {
            html.Void("meta", ("http-equiv", "refresh"), ("content", RefreshSeconds)).Line();
        }

        html.Element("title", $"{title} – results").Line();

        // Without an icon of its own a browser would ask for one.
        html.Void("link", ("rel", "icon"), ("href", "data:,")).Line();
        html.Own("<style>").Own(PageParts.Style).Own("</style></head>").Line().Open("body").Line();
        html.Element("a", "To the results", ("class", "skip"), ("href", "#results")).Line();
        Header(html, content, title);
        html.Open("main").Line();
        Results(html, content);
        foreach (ReportExperiment experiment in content.Experiments.Where(experiment => experiment.HasSection))
        {
            ExperimentSection.Write(html, experiment);
        }

        ClosingSections.Write(html, content);
        html.CloseLine();
        html.Element("footer", "This page is one file and loads nothing from a server. The same results give the same page, byte for byte.").Line();
        html.Own("<script>").Own(PageParts.Script).Own("</script>").Line().CloseLine().Own("</html>\n");
        return html.ToString();
    }

    private static string Title(ReportContent content)
    {
        string[] names = [.. content.Experiments.Select(experiment => experiment.Name)];
        return names.Length <= MostInTitle ? names.Length == 0 ? "No experiments" : string.Join(", ", names) : $"{Figures.Count(names.Length)} experiments";
    }

    private static void Header(HtmlWriter html, ReportContent content, string title)
    {
        html.Open("header").Line().Element("h1", title).Line();
        html.Element("p", Sentence(content), ("class", "lead")).Line();
        if (content.Progress is { } progress)
        {
            string renewal = $"This page renews itself every {RefreshSeconds} seconds until then. Confusion matrices and samples come with its last version.";
            html.Element("p", $"{progress} {renewal}", ("class", "running"), ("role", "status")).Line();
        }

        ReportExperiment[] sections = [.. content.Experiments.Where(experiment => experiment.HasSection)];
        html.Open("nav", ("aria-label", "Sections")).Open("ul").Line();
        foreach ((string name, string anchor) in (ReadOnlySpan<(string, string)>)[("Results", "results"),
            .. sections.Select(section => (section.Name, section.Anchor)), ("Environment", "environment"), ("How to repeat it", "repeat")])
        {
            html.Open("li").Element("a", name, ("href", "#" + anchor)).CloseLine();
        }

        html.Close().CloseLine().CloseLine();
    }

    /// <summary><c>14 runs of 4 experiments: 11 equal, 3 NEW.</c></summary>
    private static string Sentence(ReportContent content)
    {
        RunFigures[] runs = [.. content.Experiments.SelectMany(experiment => experiment.Together.Runs)];
        string states = string.Join(", ", runs.GroupBy(run => run.State.Text).OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{Figures.Count(group.Count())} {group.Key}"));
        const string Equal = "“Equal” means that every metric of every epoch, and every weight, has the bits of the accepted snapshot.";
        return $"{Many(runs.Length, "run")} of {Many(content.Experiments.Count, "experiment")}{(states.Length == 0 ? "" : ": " + states)}. {Equal}";
    }

    private static void Results(HtmlWriter html, ReportContent content)
    {
        html.Open("section", ("id", "results"), ("aria-labelledby", "h-results")).Line();
        html.Element("h2", "Results", ("id", "h-results")).Line();
        IReadOnlyList<ReportExperiment> order = OverviewTable.Order(content.Experiments);
        if (order.Count == 0)
        {
            html.Element("p", "There are no experiments yet: dotnet run -- new my-idea").Line().CloseLine();
            return;
        }

        bool families = order.Any(experiment => experiment.Rows.Count > 1);
        string caption = "The best first"
            + (order.Any(experiment => experiment.Best.Validates) ? "; those with held-out images by val %, separately from the others" : "")
            + (families ? ". Of a family its best row; its section has all rows" : "") + ".";
        string? Anchor(int index) => order[index].HasSection ? order[index].Anchor : null;
        TableWriter.Write(html, OverviewTable.Of(order), caption, "table of results", sortable: true, Anchor);
        int withEpochs = content.Experiments.Count(experiment => experiment.HasEpochs);
        if (content.Drawn < withEpochs)
        {
            html.Open("p", ("class", "muted"))
                .Text($"Curves are drawn of {Figures.Count(content.Drawn)} of the {Figures.Count(withEpochs)} experiments with results. Any other: ")
                .Element("code", "dotnet run -- report <name> -o <file>").CloseLine();
        }

        int evaluated = content.Experiments.Count(experiment => experiment.Evaluation is not null);
        if (content.Progress is null && evaluated > 0 && evaluated < content.Drawn)
        {
            html.Element("p", $"Confusion matrices and samples are those of the first {Figures.Count(evaluated)} sections.", ("class", "muted")).Line();
        }

        if (content.Notes.Count > 0)
        {
            html.Open("ul", ("class", "notes small")).Line();
            foreach (string note in content.Notes)
            {
                html.Element("li", note).Line();
            }

            html.CloseLine();
        }

        html.CloseLine();
    }

    private static string Many(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{Figures.Count(count)} {what}{(count == 1 ? "" : "s")}");
}
