using System.Security.Cryptography;
using System.Text;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>The style and the script that every page carries in itself, with the hashes by which its policy lets them, and nothing else, in.</summary>
internal static class PageParts
{
    /// <summary>The style of charts.</summary>
    public static string ChartStyle { get; } = Resource("report-chart.css");

    /// <summary>The style of a page, that of charts with it.</summary>
    public static string Style { get; } = "\n" + ChartStyle + Resource("report-page.css");

    /// <summary>The script that makes tables sortable.</summary>
    public static string Script { get; } = "\n" + Resource("report-sort.js");

    /// <summary>The policy: no request goes out, no form is sent, no script runs but this one.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using Stream stream = typeof(PageParts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the program was built without {name}");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
