using Microsoft.Playwright;

namespace MnistLstm.Browser;

/// <summary>Looks at a page with a real browser, as its readers do. Arguments: the browser, the page, and a folder for pictures (or none).</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        (string chromium, string page, string? pictures) = (arguments[0], arguments[1], arguments.ElementAtOrDefault(2));
        using IPlaywright playwright = await Playwright.CreateAsync();

        // Chromium's sandbox refuses to be started by root, as in a container.
        string[] switches = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = switches });
        Checks checks = new();
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (int width in new[] { 360, 800, 1400 })
            {
                await LayoutChecks.Run(checks, browser, page, scheme, width, pictures);
            }
        }

        await ReaderChecks.Keyboard(checks, browser, page);
        await ReaderChecks.WithoutScript(checks, browser, page, pictures);
        await ReaderChecks.Print(checks, browser, page, pictures);
        Console.WriteLine($"browser: {checks.Count} checked, {checks.Failed} failed, 0 skipped");
        return checks.Failed == 0 ? 0 : 1;
    }
}
