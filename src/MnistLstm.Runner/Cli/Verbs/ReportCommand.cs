using System.CommandLine;
using System.Text;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Cli.Sweeping;
using MnistLstm.Runner.Reports.Html;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>report [path or name]…</c>: one HTML file with the results, or their curves as a picture.</summary>
internal static class ReportCommand
{
    private const string DefaultFile = "report.html";

    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string[]> words = CommonOptions.Words("run", "Names, files, folders or globs (default: all)", ArgumentArity.ZeroOrMore);
        Option<string?> output = CommonOptions.Path("--output", $"The HTML file to write (default: {DefaultFile})", "file", "-o");
        Option<string?> svg = CommonOptions.Path("--svg", "Write the curves as an SVG picture; the page too only with -o", "file");
        Option<bool> force = OutputOption.Force();
        Option<int?> threads = CommonOptions.Threads();
        Option<string?> results = CommonOptions.Results();
        Option<string?> data = CommonOptions.Data();
        Command command = new("report", "Write the stored results as one self-contained HTML file: table, curves, mistakes, how to repeat them.")
        {
            words, output, svg, force, threads, results, data,
        };
        command.SetAction(parse =>
        {
            string? picture = parse.GetValue(svg);
            string? page = parse.GetValue(output) ?? (picture is null ? DefaultFile : null);
            OutputFile? pageFile = page is null ? null : OutputOption.File("-o", page, parse.GetValue(force));
            OutputFile? pictureFile = picture is null ? null : OutputOption.File("--svg", picture, parse.GetValue(force));
            IReadOnlyList<SelectedRun> selected = services.Select(parse.GetValue(words) ?? []);
            IReadOnlyList<RunFigures> runs = StoredRuns.Read(services.Runs(parse.GetValue(results)), selected);
            Missing(services.Terminal, runs, ShellText.Option("--results", parse.GetValue(results)));
            ReportEvaluator evaluator = new(services, parse.GetValue(results), parse.GetValue(data), parse.GetValue(threads) ?? services.Exact.DefaultThreads);
            ReportContent content = ReportBuilder.Build(runs, services.Catalog(), pageFile is null ? null : evaluator.Of);
            if (pageFile is not null)
            {
                Write(services.Terminal, pageFile, ReportPage.Write(content), "open it in a browser");
            }

            if (pictureFile is not null)
            {
                Write(services.Terminal, pictureFile, CurvePicture.Write(content), "a picture of the curves");
            }
        });
        return new DocumentedCommand(command, """
            The page loads nothing, can be read without scripts, and is the same byte for
            byte for the same results: it has no time and no path of this machine in it.
            Published figures are shown beside ours, epoch by epoch, in their page's own
            unit (loss_unit in the spec's reference). Confusion matrix and worst mistakes
            need the trained weights and the data; if they are missing, the page says so.
            The tables list all experiments, and the first ones have curves.
            An existing file is replaced only with --force.
            Exit codes: 0 fine, 1 no result or not written, 2 usage.

            Examples:
              dotnet run -- report
              dotnet run -- report lstm-128 bilstm-64 -o published.html
              dotnet run -- report experiments/sweeps --force
              dotnet run -- report bilstm-64 --svg curves.svg

            Next: dotnet run -- sweep experiments/ --report report.html keeps one current

            """);
    }

    private static void Write(Terminal terminal, OutputFile file, string text, string what)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        OutputOption.Writing(file, () => file.Write(bytes));
        terminal.Note($"Wrote {file.Name} ({Figures.Size(bytes.Length)}): {what}.");
    }

    private static void Missing(Terminal terminal, IReadOnlyList<RunFigures> runs, string results)
    {
        string[] missing = [.. runs.Where(run => run.Last is null && run.Halted is null).Select(run => run.Spec.Name)];
        string names = string.Join(' ', missing.Take(5).Select(ShellText.Quote)) + (missing.Length > 5 ? " …" : "") + results;
        if (missing.Length > 0 && missing.Length == runs.Count)
        {
            throw new CommandException($"there is no result to report yet: dotnet run -- run {names}");
        }

        if (missing.Length > 0)
        {
            terminal.Note($"{Figures.Count(missing.Length)} without a result: dotnet run -- run {names}");
        }
    }
}
