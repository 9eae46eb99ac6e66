using System.Runtime.CompilerServices;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Documents;

public class DocumentTests
{
    [Fact]
    public void The_schema_follows_from_the_key_table()
    {
        string expected = SpecSchema.Text();
        string committed = Read("experiment.schema.json");
        if (expected != committed)
        {
            Leave("experiment.schema.received.json", expected);
        }

        Assert.Equal(expected, committed);
    }

    [Fact]
    public void The_page_on_specs_shows_the_key_tables()
    {
        string page = Read("spec.md");
        foreach (string table in new[] { KeyTableMarkdown.Of(KeyTable.Keys), KeyTableMarkdown.Of(ReferenceKeys.Keys) })
        {
            if (!page.Contains(table))
            {
                Leave($"spec-table-{table.Length}.received.md", table);
            }

            Assert.Contains(table, page);
        }
    }

    [Fact]
    public void Every_diagnostic_has_its_paragraph()
    {
        string page = Read("diagnostics.md");
        Assert.All(DiagnosticDescriptors.All, descriptor => Assert.Contains($"## {descriptor.Id}: {descriptor.Title}\n", page));
    }

    // EXP010 stood for keys that were not supported yet; an id is never given a second meaning.
    [Fact]
    public void Ids_are_numbered_without_gaps_but_for_the_one_that_is_retired() => Assert.Equal(
        Enumerable.Range(1, DiagnosticDescriptors.All.Count() + 1).Where(number => number != 10).Select(number => $"EXP{number:000}"),
        DiagnosticDescriptors.All.Select(descriptor => descriptor.Id).Order());

    [Fact]
    public void No_message_ends_in_a_period() => Assert.All(DiagnosticDescriptors.All, descriptor => Assert.False(descriptor.MessageFormat.ToString().EndsWith('.')));

    [Fact]
    public void Every_example_of_the_page_on_specs_is_a_valid_spec()
    {
        string[] examples = Read("spec.md").Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(GeneratorRun.Of("experiments/a.yaml", example).Errors));
    }

    [Fact]
    public void Every_experiment_names_the_schema_for_editors()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Experiments");
        Assert.All(Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories), path =>
        {
            string up = Path.GetRelativePath(Path.GetDirectoryName(path)!, folder).Replace('\\', '/');
            Assert.StartsWith($"# yaml-language-server: $schema={up}/experiment.schema.json\n", File.ReadAllText(path));
        });
    }

    [Fact]
    public void Every_default_is_within_its_range() => Assert.All(
        KeyTable.Keys.Where(key => key.Default is not null && key.Kind is ValueKind.Integer or ValueKind.Float && !key.DefaultsToWord),
        key => Assert.True(key.Range is null || key.Range.Contains(double.Parse(key.Default ?? "1", System.Globalization.CultureInfo.InvariantCulture))));

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", name)).Replace("\r\n", "\n");

    // The new text lies beside the tests' sources, git-ignored, to be moved into place.
    private static void Leave(string name, string text, [CallerFilePath] string source = "")
    {
        if (!string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(source)!, name), text);
        }
    }
}
