using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Settings;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Reports.Html;

/// <summary>The page's structure: what a reader, a screen reader and a browser's policy find in it.</summary>
public sealed class ReportPageTests
{
    private static readonly string s_page = ReportPages.Write(ReportPages.Small());
    private static readonly IDocument s_read = ReportPages.Parse(s_page);

    [Fact]
    public Task The_text_of_a_small_page() => Verifier.Verify(Text(s_read.QuerySelector("header")!) + Text(s_read.QuerySelector("main")!));

    [Fact]
    public void Nothing_is_fetched()
    {
        Assert.All(s_read.QuerySelectorAll("[src]"), element => Assert.StartsWith("data:", element.GetAttribute("src")));
        Assert.All(s_read.QuerySelectorAll("[href]"), element => Assert.Matches("^(#|data:,$)", element.GetAttribute("href")));
        Assert.Empty(s_read.QuerySelectorAll("script[src], link[rel=stylesheet], iframe, object, embed, form, base"));
        Assert.DoesNotContain("url(", s_page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", s_page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", s_page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_lets_in_the_page_s_own_style_and_script_and_nothing_else()
    {
        string policy = s_read.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'; ", policy);
        Assert.Contains($"style-src '{Hash(s_read.QuerySelector("style")!.TextContent)}'", policy);
        Assert.Contains($"script-src '{Hash(s_read.QuerySelector("script")!.TextContent)}'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Empty(s_read.QuerySelectorAll("[style]"));
        Assert.DoesNotContain(s_read.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_table_has_a_caption_and_headings_in_their_scope()
    {
        IHtmlCollection<IElement> tables = s_read.QuerySelectorAll("table");
        Assert.NotEmpty(tables);
        Assert.All(tables, table => Assert.NotEqual("", table.QuerySelector("caption")!.TextContent));
        Assert.All(s_read.QuerySelectorAll("thead th"), head => Assert.Equal("col", head.GetAttribute("scope")));
        Assert.All(s_read.QuerySelectorAll("tbody tr"), row => Assert.Equal("row", row.Children[0].GetAttribute("scope")));
        Assert.All(tables,
            table => Assert.All(table.QuerySelectorAll("tr"), row => Assert.Equal(table.QuerySelector("tr")!.Children.Length, row.Children.Length)));
    }

    [Fact]
    public void Every_chart_says_in_words_what_it_shows()
    {
        IHtmlCollection<IElement> charts = s_read.QuerySelectorAll("svg.chart");
        Assert.Equal(4, charts.Length);
        Assert.All(charts, chart => Assert.Equal("img", chart.GetAttribute("role")));
        Assert.Contains(
            "test: from 93.00 % in epoch 1 to 96.00 % in epoch 4, its best.", charts[0].GetAttribute("aria-label"));
        Assert.Contains("published test: from 90.00 % in epoch 1 to 95.00 % in epoch 4, its best.", charts[0].GetAttribute("aria-label"));
    }

    [Fact]
    public void An_anchor_leads_somewhere_and_each_id_is_there_once()
    {
        string[] ids = [.. s_read.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(s_read.QuerySelectorAll("a[href^='#']"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        Assert.All(s_read.QuerySelectorAll("[aria-labelledby]"), section => Assert.Contains(section.GetAttribute("aria-labelledby")!, ids));
    }

    [Fact]
    public void Seeds_are_a_band_and_lines_of_one_chart_have_dash_patterns_of_their_own()
    {
        IElement section = s_read.GetElementById("of-f")!;
        Assert.Equal(4, section.QuerySelectorAll("svg.chart path.band").Length);
        Assert.Equal(["line line-0", "line line-1"], section.QuerySelectorAll("svg.chart")[0].QuerySelectorAll("path.line").Select(path => path.ClassName!));
        Assert.Contains("Means of 3 seeds; bands are from the least to the greatest.", section.QuerySelector("figcaption")!.TextContent);
        Assert.Contains("hidden_size 32 94.00 %", section.QuerySelector("ul.legend")!.TextContent);
    }

    [Fact]
    public void Published_losses_stand_beside_ours_in_the_published_unit()
    {
        IElement rows = s_read.GetElementById("of-published")!.QuerySelector("table")!;

        // The sums of batch means are 100 over 60,000 and 10 over 10,000 samples.
        Assert.Contains(rows.QuerySelectorAll("tbody tr"), row => Cells(row).SequenceEqual(["train loss", "2", "0.0012", "0.0017", "+0.0005", "-0.0149", "1"]));
        Assert.Contains(rows.QuerySelectorAll("tbody tr"), row => Cells(row).SequenceEqual(["test loss", "4", "0.0010", "0.0010", "0.0000", "+0.0001", "1"]));
        Assert.Contains(rows.QuerySelectorAll("tbody tr"), row => Cells(row).SequenceEqual(["test %", "4", "95.00", "96.00", "+1.00", "+3.00", "1"]));
    }

    [Fact]
    public void Epochs_that_are_not_evaluated_are_no_values()
    {
        RunFigures run = ReportPages.Complete(Specs.Make("a", epochs: 3));
        EpochMetrics[] epochs =
            [.. run.Result.Epochs.Select((epoch, i) => i < 2 ? epoch with { TestLoss = null, TestAccuracy = null, TestLossSum = null } : epoch)];
        IDocument page = ReportPages.Parse(ReportPages.Write([run with { Result = run.Result with { Epochs = epochs } }]));
        Assert.Contains("test: 96.00 % in epoch 3.", page.QuerySelector("svg.chart")!.GetAttribute("aria-label"));
        Assert.Equal(["1", "-", "-", "90.00", "1.2500"], Cells(page.QuerySelector("details tbody tr")!));
    }

    [Fact]
    public void A_thousand_runs_give_a_page_of_which_curves_are_a_part()
    {
        RunFigures[] runs = [.. Enumerable.Range(0, 1000).Select(i => ReportPages.Complete(Specs.Make($"run-{i:000}"), 0.90 + (i * 0.00005)))];
        string page = ReportPages.Write(runs);
        IDocument read = ReportPages.Parse(page);
        Assert.Equal(1000, read.QuerySelectorAll("#results tbody tr").Length);
        Assert.Equal(40, read.QuerySelectorAll("section[id^='of-']").Length);
        Assert.Contains("Curves are drawn of 40 of the 1,000 experiments with results.", read.Body!.TextContent);
        Assert.InRange(page.Length, 100_000, 2_000_000);
    }

    [Fact]
    public void A_family_of_a_thousand_runs_has_all_of_them_in_its_table_and_the_best_six_as_curves()
    {
        RunFigures[] runs =
            [.. Enumerable.Range(1, 1000).Select(i => ReportPages.Complete(Specs.Make($"f[hidden_size={i}]", i, experiment: "f"), 0.90 + (i * 0.00005)))];
        IDocument read = ReportPages.Parse(ReportPages.Write(runs));
        IElement section = read.GetElementById("of-f")!;
        Assert.Equal(1000, section.QuerySelector("table.sortable")!.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(6, section.QuerySelector("svg.chart")!.QuerySelectorAll("path.line").Length);
        Assert.Contains("The curves of the 6 best of 1,000 rows.", section.TextContent);
        Assert.Equal(["f", "95.00", "equal", "1,000", "mnist-10k", "1,000 values"], Cells(read.QuerySelector("#results tbody tr")!).Take(6));
    }

    [Fact]
    public void The_numbers_of_a_culture_do_not_reach_the_page()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo other = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = "!";
            other.NumberFormat.NumberGroupSeparator = "?";
            other.NumberFormat.NegativeSign = "minus";
            System.Globalization.CultureInfo.CurrentCulture = other;
            Assert.Equal(s_page, ReportPages.Write(ReportPages.Small()));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_a_user_wrote_is_text_wherever_it_stands()
    {
        const string Hostile = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)> \" ' & \u202e\u0007";
        RunSpec spec = Specs.Make("a") with { Description = Hostile, Reference = new PublishedReference(Hostile, 0.9, [], [], [], []), SpecPath = Hostile,
            Settings = [new Setting("model", Hostile, Hostile, 1)] };
        RunFigures run = ReportPages.Complete(spec, outcome: SnapshotOutcome.New);
        RunFigures failed = new(FakeRuns.Result(Specs.Make("b"), RunStatus.Failed, error: Hostile), []);
        string page = ReportPages.Write([run with { Result = run.Result with { Notes = [Hostile] } }, failed]);
        IDocument read = ReportPages.Parse(page);
        Assert.Single(read.QuerySelectorAll("script"));
        Assert.Empty(read.QuerySelectorAll("img"));
        Assert.DoesNotContain(page, c => c is '\u202e' or '\u0007');
        Assert.Contains("<img src=x onerror=alert(2)>", read.GetElementById("of-a")!.QuerySelector("p")!.TextContent);
        Assert.Contains("b failed: </title>", read.QuerySelector("ul.notes")!.TextContent);
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string> Cells(IElement row) => row.Children.Select(cell => cell.TextContent);

    /// <summary>The text with a line for each row, heading, paragraph and item.</summary>
    private static string Text(IElement part)
    {
        StringBuilder text = new();
        foreach (IElement element in part.QuerySelectorAll("h1, h2, h3, p, li, caption, tr, pre, summary, dl, figcaption"))
        {
            string line = element.LocalName switch
            {
                "tr" => string.Join(" | ", Cells(element)),
                "dl" => string.Join(", ", element.Children.Select(pair => string.Join(": ", pair.Children.Select(cell => cell.TextContent)))),
                _ => element.TextContent.Trim(),
            };
            text.Append(element.LocalName.StartsWith('h') || element.LocalName == "caption" ? "\n" : "").Append(line).Append('\n');
        }

        return text.ToString();
    }
}
