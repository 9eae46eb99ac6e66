using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MnistLstm.Browser;

/// <summary>What holds at every width, light and dark.</summary>
internal static class LayoutChecks
{
    private const string Tables = "document.querySelectorAll('table')";

    // Elements that stand outside of the window, but for those in a box that scrolls by itself.
    private const string Outside = """
        () => [...document.body.querySelectorAll('*')].filter(e => !e.closest('.scroll, .hidden, .skip, pre, svg')).filter(e => {
          const box = e.getBoundingClientRect();
          return box.width > 0 && box.right > document.documentElement.clientWidth + 1;
        }).map(e => `${e.tagName} ${e.className}: ends at ${e.getBoundingClientRect().right}`)
        """;

    private const string SmallText = """
        () => [...document.querySelectorAll('svg.chart text')].map(t => {
          const scale = t.closest('svg').getBoundingClientRect().width / 420;
          return [t.textContent, parseFloat(getComputedStyle(t).fontSize) * scale];
        }).filter(([, size]) => size < 10).map(([text, size]) => `${text}: ${size} pixels`)
        """;

    // Words of a chart's axes that lie over one another.
    private const string Overlaps = """
        () => [...document.querySelectorAll('svg.chart')].flatMap(svg => {
          const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
          const meet = (x, y) => x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 3 && y.top < x.bottom - 3;
          return boxes.flatMap(([a, x], i) => boxes.slice(i + 1).filter(([, y]) => meet(x, y)).map(([b]) => `${a} and ${b}`));
        })
        """;

    private const string EmptyDrawings = """
        () => [...document.querySelectorAll('svg.chart')]
          .filter(s => s.getBoundingClientRect().width < 200 || !s.querySelector('path.line, .mark')).map(s => s.getAttribute('aria-label'))
          .concat([...document.images].filter(i => !i.complete || i.naturalWidth !== 28).map(i => i.alt))
        """;

    private const string Invisible = """
        () => [...document.querySelectorAll('svg.chart path.line, svg.chart .mark, svg.chart .grid')].filter(e => {
          const stroke = getComputedStyle(e).stroke;
          return stroke === 'none' || stroke === getComputedStyle(document.body).backgroundColor;
        }).map(e => e.className.baseVal)
        """;

    /// <summary>Checks a page in one window.</summary>
    public static async Task Run(Checks checks, IBrowser browser, string file, ColorScheme scheme, int width, string? pictures)
    {
        string where = $"{width} pixels, {scheme.ToString().ToLowerInvariant()}";
        await using OpenPage open = await OpenPage.Open(browser, file, scheme, width);
        await open.Picture(pictures, $"{width}-{scheme.ToString().ToLowerInvariant()}");
        checks.That($"{where}: nothing is asked of anybody", open.Requests);
        checks.That($"{where}: the console is quiet", open.Complaints);
        checks.That($"{where}: the page does not scroll sideways",
            await open.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        checks.That($"{where}: nothing stands outside of the window", await open.Texts(Outside));
        checks.That($"{where}: charts and pictures are drawn", await open.Texts(EmptyDrawings));
        checks.That($"{where}: lines and marks have a colour", await open.Texts(Invisible));
        checks.That($"{where}: the words of charts can be read", await open.Texts(SmallText));
        checks.That($"{where}: no words of a chart lie over others", await open.Texts(Overlaps));
        checks.That($"{where}: tables are there", await open.Page.EvaluateAsync<int>($"() => {Tables}.length") > 3);
        string ground = await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        checks.That($"{where}: the ground is as the reader's screen", scheme == ColorScheme.Dark ? ground == "rgb(15, 20, 25)" : ground == "rgb(255, 255, 255)",
            ground);
        await open.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        checks.That($"{where}: opened, nothing stands outside of the window", await open.Texts(Outside));
        if (width != 800)
        {
            AxeResult found = await open.Page.RunAxe();
            checks.That($"{where}: axe-core finds nothing hard to reach or to read",
                found.Violations.SelectMany(violation => violation.Nodes.Take(2).Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")));
        }
    }
}
