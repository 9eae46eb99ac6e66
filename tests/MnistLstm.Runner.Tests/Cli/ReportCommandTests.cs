using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>report: the file it writes, and what it writes instead of pictures that cannot be had.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private static readonly RunSpec s_tiny = TinyRun.Spec();
    private static readonly RunSpec s_other = Specs.Make("other", published: 0.9);
    private readonly CommandHarness _app = new(s_other, s_tiny);

    public ReportCommandTests()
    {
        _app.Runs.Holds(s_tiny);
        _app.Runs.Accepts(s_other, 0.97);
        _app.Load = (_, _) => TinyRun.Data();
        _app.OpenTrained = (spec, data) =>
            spec == s_tiny ? spec.CreateTrainer(data, new TrainingOptions()) : throw new CommandException($"{spec.Name} has no trained weights yet");
    }

    private string Page => Path.Combine(_app.Root, "page.html");

    public void Dispose() => _app.Dispose();

    [Fact]
    public void A_page_is_written_and_standard_output_stays_empty()
    {
        Assert.Equal(0, _app.Run("report", "-o", Page));
        Assert.Equal("", _app.Output);
        Assert.Matches(@"^Wrote .*page\.html \([0-9.]+ KiB\): open it in a browser\.\n$", _app.Error);
        Assert.Equal("other, tiny", Read().QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void A_file_that_is_there_stays_unless_force_is_said()
    {
        File.WriteAllText(Page, "mine");
        Assert.Equal(2, _app.Run("report", "-o", Page));
        Assert.Contains("-o: '", _app.Error);
        Assert.Contains("--force replaces it", _app.Error);
        Assert.Equal("mine", File.ReadAllText(Page));
        Assert.Equal(0, _app.Run("report", "-o", Page, "--force"));
        Assert.Equal("en", Read().DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public void The_same_results_give_the_same_bytes()
    {
        _app.Run("report", "-o", Page);
        byte[] first = File.ReadAllBytes(Page);
        string elsewhere = Path.Combine(_app.Root, "elsewhere", "again.html");
        _app.Run("report", "tiny", "other", "-o", elsewhere);
        Assert.Equal(first, File.ReadAllBytes(elsewhere));
    }

    [Fact]
    public void The_confusion_matrix_and_the_worst_samples_are_those_of_the_stored_model()
    {
        _app.Run("report", "tiny", "-o", Page);
        IElement matrix = Read().QuerySelector("table.confusion")!;
        Assert.Equal(TinyRun.TestCount,
            matrix.QuerySelectorAll("td").Sum(cell => int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture)));
        IHtmlCollection<IElement> pictures = Read().QuerySelectorAll("ul.samples img");
        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.StartsWith("data:image/png;base64,", picture.GetAttribute("src")));
        Assert.All(pictures, picture => Assert.Matches("^Test sample [0-6]: a [0-9], taken for a [0-9]$", picture.GetAttribute("alt")));
    }

    [Fact]
    public void Where_the_weights_are_not_here_the_page_says_so_and_how_to_get_them()
    {
        _app.Run("report", "other", "-o", Page);
        Assert.Contains("The trained weights were missing where this page was made: dotnet run -- run other", Read().Body!.TextContent);
        Assert.Null(Read().QuerySelector("table.confusion"));
    }

    [Fact]
    public void Where_the_data_is_not_here_the_page_says_so_without_a_path_of_this_machine()
    {
        _app.Load = (_, _) =>
            throw DatasetLocator.Locate(DatasetCatalog.Mnist, new DataPlaces { Folders = [Path.Combine(_app.Root, "data")] }).ToMissingException();
        Assert.Equal(0, _app.Run("report", "tiny", "-o", Page));
        Assert.Contains("The data of mnist-10k was missing where this page was made: dotnet run -- data fetch mnist-10k", Read().Body!.TextContent);
        Assert.DoesNotContain(_app.Root, File.ReadAllText(Page));
        Assert.Contains("note: without mnist-10k the page has no confusion matrix", _app.Error);
    }

    [Fact]
    public void Without_any_result_the_command_ends_1_and_writes_nothing()
    {
        RunSpec fresh = Specs.Make("fresh");
        _app.Catalog.Add(fresh);
        Assert.Equal(1, _app.Run("report", "fresh", "-o", Page));
        Assert.Contains("there is no result to report yet: dotnet run -- run fresh", _app.Error);
        Assert.False(File.Exists(Page));
    }

    [Fact]
    public void A_run_without_a_result_stands_in_the_table_all_the_same()
    {
        _app.Catalog.Add(Specs.Make("fresh"));
        Assert.Equal(0, _app.Run("report", "-o", Page));
        Assert.Contains("1 without a result: dotnet run -- run fresh", _app.Error);
        Assert.Contains(Read().QuerySelectorAll("#results tbody tr"),
            row => row.TextContent.StartsWith("fresh", StringComparison.Ordinal) && row.TextContent.Contains("not run", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_is_SVG_of_its_own_and_no_page_is_written_beside_it()
    {
        string picture = Path.Combine(_app.Root, "curves.svg");
        Assert.Equal(0, _app.Run("report", "tiny", "--svg", picture));
        System.Xml.Linq.XElement svg = System.Xml.Linq.XDocument.Load(picture).Root!;
        Assert.Equal("{http://www.w3.org/2000/svg}svg", svg.Name.ToString());
        Assert.Contains("Accuracy by epoch", svg.Attribute("aria-label")!.Value);
        Assert.False(File.Exists(Page));
        Assert.Equal(2, _app.Run("report", "tiny", "--svg", picture));
    }

    [Fact]
    public void A_sweep_keeps_a_page_current_and_its_last_one_is_what_report_writes()
    {
        List<string> pages = [];
        _app.Runs.Gives(s_tiny, RunStatus.Completed);
        _app.Runs.Holds(s_other, accuracy: 0.97);
        _app.Runs.During = (_, observer, _) =>
        {
            observer.Begun(StartingPoint.New);
            pages.Add(File.ReadAllText(Page));
        };
        Assert.True(_app.Run("sweep", "experiments/", "--report", Page) == 0, _app.Error);
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.Contains("<meta http-equiv=\"refresh\"", page));
        Assert.Contains("A sweep is under way: 2 of 2 done, 0 running.", pages[0]);
        string last = File.ReadAllText(Page);
        Assert.DoesNotContain("http-equiv=\"refresh\"", last);
        Assert.Equal(0, _app.Run("report", "-o", Page, "--force"));
        Assert.Equal(last, File.ReadAllText(Page));
    }

    [Fact]
    public void A_page_of_a_sweep_takes_the_place_of_a_page_and_of_nothing_else()
    {
        _app.Run("report", "-o", Page);
        _app.Runs.Holds(s_other, accuracy: 0.97);
        Assert.True(_app.Run("sweep", "experiments/", "--report", Page) == 0, _app.Error);
        File.WriteAllText(Page, "mine");
        Assert.Equal(2, _app.Run("sweep", "experiments/", "--report", Page));
        Assert.Contains("only a page of this program is replaced; name another file", _app.Error);
        Assert.Equal("mine", File.ReadAllText(Page));
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_said_once_and_ends_no_sweep()
    {
        string folder = Path.Combine(_app.Root, "gone");
        Directory.CreateDirectory(folder);
        RunSpec third = Specs.Make("third");
        _app.Catalog.Add(third);
        _app.Write(third.SpecPath);
        foreach (RunSpec spec in _app.Catalog)
        {
            _app.Runs.Gives(spec, RunStatus.Completed);
        }

        _app.Runs.During = (_, _, _) =>
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
                File.WriteAllText(folder, "in the way");
            }
        };
        Assert.Equal(0, _app.Run("sweep", "experiments/", "--report", Path.Combine(folder, "page.html"), "--jobs", "1"));
        Assert.Single(_app.Error.Split('\n'),
            line => line.StartsWith("warning: the report cannot be written as it should, and the sweep goes on: ", StringComparison.Ordinal));
        Assert.Equal(3, _app.Runs.Executed.Count);
    }

    [Fact]
    public void A_model_that_cannot_be_evaluated_costs_the_sweep_nothing_but_its_matrix()
    {
        _app.OpenTrained = (_, _) => throw new InvalidOperationException("a fault of the program");
        _app.Runs.Holds(s_other, accuracy: 0.97);
        Assert.Equal(0, _app.Run("sweep", "experiments/", "--report", Page));
        Assert.Contains("and the sweep goes on: InvalidOperationException: a fault of the program", _app.Error);
        Assert.DoesNotContain("http-equiv=\"refresh\"", File.ReadAllText(Page));
    }

    [Fact]
    public void A_run_that_failed_is_named_with_its_reason_and_no_path()
    {
        _app.Runs.Gives(s_tiny, RunStatus.Failed, error: $"the disk is full: {_app.Root}/results/tiny/run.json\nmore");
        _app.Runs.Holds(s_other, SnapshotOutcome.New, 0.97);
        Assert.Equal(1, _app.Run("sweep", "experiments/", "--report", Page));
        string page = File.ReadAllText(Page);
        Assert.Contains("tiny failed: the disk is full: …/run.json", page);
        Assert.DoesNotContain(_app.Root, page);
    }

    private IDocument Read() => new HtmlParser().ParseDocument(File.ReadAllText(Page));
}
