using Microsoft.Playwright;

namespace MnistLstm.Browser;

/// <summary>What a reader does with a page: by keyboard, without its script, on paper.</summary>
internal static class ReaderChecks
{
    private const string FirstColumn = "() => [...document.querySelector('#results tbody').rows].map(r => r.cells[0].textContent)";

    /// <summary>Sorting, and coming to the results, without a mouse.</summary>
    public static async Task Keyboard(Checks checks, IBrowser browser, string file)
    {
        await using OpenPage open = await OpenPage.Open(browser, file, ColorScheme.Light, 800);
        IPage page = open.Page;
        await page.Keyboard.PressAsync("Tab");
        checks.That("keyboard: the first stop leads to the results", await Focused(page) == "To the results", await Focused(page));
        await page.Keyboard.PressAsync("Enter");
        checks.That("keyboard: Enter goes there", page.Url.EndsWith("#results", StringComparison.Ordinal), page.Url);
        string[] before = await open.Texts(FirstColumn);
        ILocator head = page.Locator("#results th", new PageLocatorOptions { HasText = "experiment" });
        for (int stops = 0; stops < 10 && await Focused(page) != "experiment"; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        checks.That("keyboard: a heading can be reached", await Focused(page) == "experiment", await Focused(page));
        await page.Keyboard.PressAsync("Enter");
        string[] sorted = await open.Texts(FirstColumn);
        checks.That("keyboard: Enter sorts, and the heading says how",
            await head.GetAttributeAsync("aria-sort") == "ascending" && sorted[0] == "bilstm-64" && sorted[^1] == "sweeps/random-search",
                string.Join(", ", sorted));
        checks.That("keyboard: the order is told to who does not see it",
            await page.Locator("p[role=status].hidden").TextContentAsync() == "sorted by experiment, ascending");
        checks.That("keyboard: numbers in names are sorted as numbers", Array.IndexOf(sorted, "quick/lstm-32") < Array.IndexOf(sorted, "quick/lstm-128"),
            string.Join(", ", sorted));
        await page.Keyboard.PressAsync("Space");
        checks.That("keyboard: once more turns it round", (await open.Texts(FirstColumn)).SequenceEqual(sorted.Reverse()));
        await page.Keyboard.PressAsync("Enter");
        checks.That("keyboard: a third time brings back the first order", (await open.Texts(FirstColumn)).SequenceEqual(before));
        ILocator accuracy = page.Locator("#results th button", new PageLocatorOptions { HasText = "test %" });
        await accuracy.ClickAsync();
        string[] values =
            await open.Texts(
                "() => [...document.querySelector('#results tbody').rows].map(r => [...r.cells].at(-1).closest('table').tHead.rows[0].cells).map((heads, i) "
                    + "=> document.querySelector('#results tbody').rows[i].cells[[...heads].findIndex(h => h.textContent === 'test %')].textContent)");
        double[] numbers =
            [.. values.Where(value => value != "-").Select(value => double.Parse(value.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))];
        checks.That("numbers are sorted as numbers, the greatest first", numbers.SequenceEqual(numbers.OrderDescending()), string.Join(", ", values));
        checks.That("after all that the console is quiet", open.Complaints);
        foreach ((AriaRole role, string name) in new[] { (AriaRole.Table, "Confusion matrix. Rows: the class. Columns: what it was taken for."),
            (AriaRole.Region, "table of results"), (AriaRole.Navigation, "Sections") })
        {
            checks.That($"by ear: there is a {role.ToString().ToLowerInvariant()} '{name}'",
                await page.GetByRole(role, new PageGetByRoleOptions { Name = name, Exact = true }).CountAsync() > 0);
        }

        checks.That("by ear: a chart says what it shows",
            await page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "Accuracy by epoch, 1 to" }).CountAsync() > 0);
    }

    /// <summary>The page without its script.</summary>
    public static async Task WithoutScript(Checks checks, IBrowser browser, string file, string? pictures)
    {
        await using OpenPage with = await OpenPage.Open(browser, file, ColorScheme.Light, 800);
        await using OpenPage without = await OpenPage.Open(browser, file, ColorScheme.Light, 800, script: false);
        await without.Picture(pictures, "800-no-script");
        string words = await with.Page.InnerTextAsync("main");
        checks.That("without script: the same words stand there", await without.Page.InnerTextAsync("main") == words);
        checks.That("without script: there are no buttons that do nothing", await without.Page.Locator("button").CountAsync() == 0);
        await without.Page.Locator("summary").First.ClickAsync();
        checks.That("without script: what is folded opens", await without.Page.Locator("details[open] table").First.IsVisibleAsync());
    }

    // A4 between the browser's own margins, in its pixels.
    private const int PaperWidth = 718;

    /// <summary>The page on paper.</summary>
    public static async Task Print(Checks checks, IBrowser browser, string file, string? pictures)
    {
        await using OpenPage open = await OpenPage.Open(browser, file, ColorScheme.Dark, 800);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        string ground = await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        checks.That("print: the paper is white on a dark screen too", ground == "rgb(255, 255, 255)", ground);
        checks.That("print: links to sections are left out", !await open.Page.Locator("nav").IsVisibleAsync());
        checks.That("print: what is folded is printed",
            await open.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('details table')].every(t => t.getBoundingClientRect().height > 10)"));
        await open.Page.SetViewportSizeAsync(PaperWidth, 1000);
        checks.That("print: no table is cut off at the paper's edge",
            await open.Texts(
                "() => [...document.querySelectorAll('table')].filter(t => t.getBoundingClientRect().right > innerWidth + 1)"
                    + ".map(t => `${t.caption?.textContent ?? t.className}: ${Math.round(t.getBoundingClientRect().right)} of ${innerWidth}`)"));
        byte[] pdf = await open.Page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true });
        checks.That("print: there is a document", pdf.Length > 20_000, pdf.Length);
        if (pictures is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(pictures, "print.pdf"), pdf);
        }
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.textContent");
}
