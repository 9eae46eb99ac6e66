using Microsoft.Playwright;

namespace MnistLstm.Browser;

/// <summary>A page that is open, with all that it asked for and complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What it asked for besides itself, and besides what it carries.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Errors and warnings of its console.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a file in a window of its own.</summary>
    public static async Task<OpenPage> Open(IBrowser browser, string file, ColorScheme scheme, int width, bool script = true)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 }, JavaScriptEnabled = script,
        });
        OpenPage open = new(context, await context.NewPageAsync());
        string address = new Uri(Path.GetFullPath(file)).AbsoluteUri;
        open.Page.Request += (_, request) =>
        {
            if (request.Url != address && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                open.Requests.Add(request.Url);
            }
        };
        open.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                open.Complaints.Add(message.Text);
            }
        };
        open.Page.PageError += (_, error) => open.Complaints.Add(error);
        await open.Page.GotoAsync(address);
        return open;
    }

    /// <summary>What a script in the page gives: a list of texts.</summary>
    public Task<string[]> Texts(string script) => Page.EvaluateAsync<string[]>(script);

    /// <summary>A picture of all of it, where there is a folder for it.</summary>
    public async Task Picture(string? folder, string name)
    {
        if (folder is not null)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
