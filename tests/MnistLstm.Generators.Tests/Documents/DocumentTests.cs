using System.Globalization;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Generators.Tests.Schema;

namespace MnistLstm.Generators.Tests.Documents;

public class DocumentTests
{
    [Fact]
    public void The_schema_follows_from_the_key_table() => RepositoryFile.Check("experiments/experiment.schema.json", SpecSchema.Text());

    [Fact]
    public void The_schema_of_manifests_follows_from_their_key_table() => RepositoryFile.Check("datasets/manifest.schema.json", ManifestSchema.Text());

    [Fact]
    public void The_page_on_specs_shows_the_key_tables() => RepositoryFile.Check("docs/spec.md", KeyTables.WriteInto(RepositoryFile.Read("docs/spec.md")));

    [Fact]
    public void Every_example_of_the_page_on_specs_is_a_valid_spec()
    {
        string[] examples =
            RepositoryFile.Read("docs/spec.md").Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(GeneratorRun.Of("experiments/a.yaml", example).Errors));
    }

    [Fact]
    public void Every_experiment_names_the_schema_for_editors()
    {
        string folder = RepositoryFile.PathOf("experiments");
        Assert.All(Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories), path =>
        {
            string up = Path.GetRelativePath(Path.GetDirectoryName(path)!, folder).Replace('\\', '/');
            Assert.StartsWith($"# yaml-language-server: $schema={up}/experiment.schema.json\n", File.ReadAllText(path).Replace("\r\n", "\n"));
        });
    }

    [Fact]
    public void Every_default_is_within_its_range() => Assert.All(
        KeyTable.Keys.Where(key => key.Default is not null && key.Kind is ValueKind.Integer or ValueKind.Float && !key.DefaultsToWord),
        key => Assert.True(key.Range is null || key.Range.Contains(double.Parse(key.Default ?? "1", CultureInfo.InvariantCulture))));

    [Fact]
    public void Every_key_has_an_example_or_a_default_or_words() => Assert.All(
        KeyTable.Keys.Concat(ReferenceKeys.Keys),
        key => Assert.True(key.Examples.Count > 0 || key.Words.Count > 0 || key.Default is not (null or "all"), key.Name));
}
