using System.Text.Json;
using Json.Schema;
using MnistLstm.Generators.Tests.Documents;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>The schema of manifests that editors use, held against the parser.</summary>
public class ManifestSchemaTests
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(RepositoryFile.Read("datasets/manifest.schema.json"));

    [Fact]
    public void It_accepts_every_committed_manifest_and_each_names_it() => Assert.All(
        Directory.EnumerateFiles(RepositoryFile.PathOf("datasets"), "*.yaml"),
        path =>
        {
            string text = File.ReadAllText(path).Replace("\r\n", "\n");
            Assert.StartsWith("# yaml-language-server: $schema=./manifest.schema.json\n", text);
            Assert.True(Accepts(text), path);
        });

    [Theory]
    [InlineData("", "", true)]
    [InlineData("classes: [walking, sitting, lying down]", "classes: [a, 1, true]", true)]
    [InlineData("steps: 12", "steps: 0", false)]
    [InlineData("values: float32", "values: float16", false)]
    [InlineData("train_samples: 40\n", "", false)]
    [InlineData("classes: [walking, sitting, lying down]", "classes: [walking]", false)]
    [InlineData("classes: [walking, sitting, lying down]", "classes: [a, b]\ntargets: 1", false)]
    [InlineData("classes: [walking, sitting, lying down]\n", "", false)]
    [InlineData("classes: [walking, sitting, lying down]", "targets: 1", false)]
    [InlineData("train_labels: bbbb", "train_labels: BBBB", false)]
    [InlineData("steps: 12", "step: 12", false)]
    public void Schema_and_parser_take_the_same(string right, string wrong, bool accepted)
    {
        string text = right.Length == 0 ? Manifests.Text() : Manifests.Text().Replace(right, wrong);
        Assert.Equal((accepted, accepted), (Accepts(text), GeneratorRun.Of([new SpecText("datasets/har.yaml", text)]).Errors.Count == 0));
    }

    [Fact]
    public void Targets_have_files_of_their_own() => Assert.True(Accepts(Manifests.OfNumbers("wear", targets: 3).GetText()!.ToString()));

    private static bool Accepts(string yaml)
    {
        using JsonDocument document = JsonDocument.Parse(YamlJson.Read(yaml)?.ToJsonString() ?? "null");
        return s_schema.Evaluate(document.RootElement).IsValid;
    }
}
