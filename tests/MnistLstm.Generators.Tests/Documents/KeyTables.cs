using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>The tables of docs/spec.md, each between <c>&lt;!-- table: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
internal static class KeyTables
{
    private static readonly (string Name, IReadOnlyList<SpecKey> Keys)[] s_all =
        [("keys", KeyTable.Keys), ("model", ModelKeys.Modules), ("reference", ReferenceKeys.Keys), ("normalize", NormalizeKeys.Keys),
        ("search", SearchKeys.Own), ("distributions", SearchKeys.Distributions)];

    /// <summary>The page with its tables as the key tables have them.</summary>
    /// <exception cref="InvalidOperationException">A table's marks are not there.</exception>
    public static string WriteInto(string page)
    {
        foreach ((string name, IReadOnlyList<SpecKey> keys) in s_all)
        {
            string mark = $"<!-- table: {name} -->\n";
            int start = page.IndexOf(mark, StringComparison.Ordinal);
            int end = start < 0 ? -1 : page.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new InvalidOperationException($"docs/spec.md has no '{mark.Trim()}' followed by '<!-- end -->'");
            }

            page = page[..(start + mark.Length)] + KeyTableMarkdown.Of(keys) + page[end..];
        }

        return page;
    }
}
