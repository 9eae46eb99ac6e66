using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>An error's part of docs/diagnostics.md: the specs of its example, and what the build is to say of them.</summary>
/// <param name="Text">The part's text, from below its heading.</param>
internal sealed record DiagnosticExample(string Text)
{
    private const string Rest = "# …";
    private const string Spec = "```yaml\n";
    private const string Output = "```text\n";

    /// <summary>The parts of the page by their headings.</summary>
    public static IReadOnlyDictionary<string, DiagnosticExample> Read() => RepositoryFile.Read("docs/diagnostics.md")
        .Split("\n## ")
        .Skip(1)
        .ToDictionary(part => part[..part.IndexOf('\n')], part => new DiagnosticExample(part[(part.IndexOf('\n') + 1)..]));

    /// <summary>The specs. A first line <c># experiments/…</c> gives a file its name; <c># …</c> stands for the required keys that the text does not
    /// give.</summary>
    public IReadOnlyList<SpecText> Specs => Blocks(Spec).Select(text => new SpecText(PathOf(text), Whole(text))).ToArray();

    /// <summary>The errors, one a line.</summary>
    public IReadOnlyList<string> Errors => Blocks(Output).SelectMany(text => text.Split('\n')).ToArray();

    private IEnumerable<string> Blocks(string fence) => Text.Split(fence).Skip(1).Select(part => part[..part.IndexOf("\n```", StringComparison.Ordinal)]);

    private static string PathOf(string text)
    {
        string first = text.Split('\n')[0];
        return first.StartsWith("# experiments/", StringComparison.Ordinal) || first.StartsWith("# datasets/", StringComparison.Ordinal) ? first[2..]
            : "experiments/my-idea.yaml";
    }

    private static string Whole(string text)
    {
        IEnumerable<string> missing = KeyTable.Keys
            .Where(key => key.Required && !text.Contains(key.Name + ":") && !(text.Contains("model:") && KeyTable.Network.Contains(key)))
            .Select(key => $"{key.Name}: {key.Examples[0]}");
        return text.Replace(Rest, string.Join("\n", missing)).Replace('⇥', '\t');
    }
}
