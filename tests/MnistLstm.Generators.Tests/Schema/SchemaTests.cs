using System.Text.Json;
using Json.Schema;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Tests.Documents;
using MnistLstm.Generators.Tests.Robustness;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>The schema that editors use, held against the parser.</summary>
public class SchemaTests
{
    // What the parser alone can see: how a text is written, the files' names, and what follows from several values together.
    private static readonly HashSet<string> s_beyondTheSchema =
    [
        "EXP001", "EXP002", "EXP004", "EXP006", "EXP007", "EXP008", "EXP009", "EXP015", "EXP016", "EXP017", "EXP020", "EXP022", "EXP023", "EXP024", "EXP026",
        "EXP031", "EXP032", "EXP034", "EXP035", "EXP036", "EXP037", "EXP038", "EXP039", "EXP040", "EXP044", "EXP045", "EXP046", "EXP048", "EXP055", "EXP057",
        "EXP072", "EXP073", "EXP076", "EXP116",
    ];

    public static TheoryData<string, string> Accepted => SpecFixtures.Of("accepted");

    public static TheoryData<string, string> Refused => SpecFixtures.Of("refused");

    public static TheoryData<string, string> Beyond => SpecFixtures.Of("beyond");

    [Theory]
    [MemberData(nameof(Accepted))]
    public void What_the_parser_accepts_the_schema_accepts(string name, string spec)
    {
        Assert.NotEmpty(name);
        Assert.Empty(Errors(spec));
        Assert.True(SchemaValidator.Accepts(spec));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_schema_can_say_both_refuse(string name, string spec)
    {
        Assert.NotEmpty(name);
        Assert.NotEmpty(Errors(spec));
        Assert.False(SchemaValidator.Accepts(spec));
    }

    [Theory]
    [MemberData(nameof(Beyond))]
    public void What_the_schema_cannot_say_the_parser_refuses(string name, string spec)
    {
        Assert.NotEmpty(name);
        Assert.NotEmpty(Errors(spec));
        Assert.True(SchemaValidator.Accepts(spec));
    }

    [Fact]
    public void The_schema_accepts_every_committed_experiment() => Assert.All(
        Directory.EnumerateFiles(RepositoryFile.PathOf("experiments"), "*.yaml", SearchOption.AllDirectories),
        path => Assert.True(SchemaValidator.Accepts(File.ReadAllText(path)), path));

    [Fact]
    public void The_schema_is_one_of_2020_12()
    {
        using JsonDocument schema = JsonDocument.Parse(RepositoryFile.Read("experiments/experiment.schema.json"));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
        Assert.True(MetaSchemas.Draft202012.Evaluate(schema.RootElement).IsValid);
    }

    [Theory]
    [InlineData(11, SpecMutator.Whole)]
    [InlineData(12, SpecMutator.Family)]
    [InlineData(13, SpecMutator.Stack)]
    [InlineData(14, SpecMutator.Search)]
    public void Of_damaged_specs_the_schema_refuses_none_that_the_parser_accepts_and_passes_none_that_it_could_refuse(int seed, string whole)
    {
        // Every one costs two milliseconds, the schema's most of it; `.ci/run --full` looks at more.
        int specs = Environment.GetEnvironmentVariable("MNIST_LSTM_FUZZ_FILES") is null ? 1000 : 3000;
        SpecMutator mutator = new(new Random(seed));
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < specs; i++)
        {
            string spec = mutator.Damaged(whole);
            if (spec.Contains(new string('9', 29)) || spec.Contains("e400"))
            {
                // The validator computes in decimals.
                continue;
            }

            IReadOnlyList<string> errors = Errors(spec);
            bool schema = SchemaValidator.Accepts(spec);
            accepted += schema ? 1 : 0;
            refused += schema ? 0 : 1;
            Assert.True(errors.Count > 0 || schema, $"the parser accepts and the schema refuses:\n{spec}");

            // A value that YAML says in a way that specs do not use is none to the parser, and what follows from that the schema cannot see.
            Assert.True(!schema || errors.Contains("EXP009") || errors.All(s_beyondTheSchema.Contains),
                $"the schema passes what the parser calls {string.Join(", ", errors)}:\n{spec}");
        }

        Assert.InRange(accepted, specs / 100, specs);
        Assert.InRange(refused, specs / 100, specs);
    }

    [Fact]
    public void Every_example_of_a_key_is_accepted_by_both()
    {
        foreach (SpecKey key in KeyTable.Keys)
        {
            foreach (string example in key.Examples)
            {
                string spec = Example(key.Name, example, key);
                Assert.True(Errors(spec).Count == 0, $"{spec}\n{string.Join(", ", Errors(spec))}");
                Assert.True(SchemaValidator.Accepts(spec), spec);
            }
        }

        foreach (SpecKey key in ReferenceKeys.Keys)
        {
            foreach (string example in key.Examples)
            {
                string dataset = ReferenceKeys.OfNumbers.Any(figure => figure.Key == key) ? "dataset: wear\n" : "";
                string spec = dataset
                    + Example(KeyTable.Reference.Name, key == ReferenceKeys.Source ? $"{{source: {example}}}" : $"{{source: a, {key.Name}: {example}}}", key);
                Assert.Empty(GeneratorRun.Of([Manifests.OfNumbers("wear"), new SpecText("experiments/a.yaml", spec)]).Errors);
                Assert.True(SchemaValidator.Accepts(spec), spec);
            }
        }
    }

    // Whatever else the key needs stands beside it.
    private static string Example(string name, string example, SpecKey key)
    {
        string matrix = key == KeyTable.Exclude ? "matrix: {hidden_size: [32, 64], learning_rate: [1e-3, 5e-3]}\n" : "";
        string given = name + (key == KeyTable.Matrix || key == KeyTable.Search ? example : matrix);
        string required = string.Concat(KeyTable.Keys.Where(other => other.Required && !given.Contains(other.Name)
            && !(other == KeyTable.Epochs && (key == StepKeys.Steps || key == StepKeys.EvalEvery))
            && !(key == KeyTable.Model && KeyTable.Network.Contains(other))).Select(other => $"{other.Name}: {other.Examples[0]}\n"));
        string optimizer = key.Optimizers.Count > 0 ? $"optimizer: {key.Optimizers[0]}\n" : "";
        string cell = key.Cells.Count > 0 ? $"cell: {key.Cells[0]}\n" : "";
        string scheduler = key.Schedulers.Count > 0 ? $"lr_scheduler: {key.Schedulers[0]}\n" : "";
        string beside = string.Concat(KeyTable.Keys.Where(other => other != key && key.Schedulers.Count > 0 && other.NeededBy.Contains(key.Schedulers[0]))
            .Select(other => $"{other.Name}: {other.Examples[0]}\n"));
        string need = key == StepKeys.EvalEvery ? $"{StepKeys.Steps.Name}: {StepKeys.Steps.Examples[0]}\n"
            : key.Needs is { } needed ? $"{needed.Key.Name}: {needed.Key.Examples[0]}\n" : "";
        return $"{name}: {example}\n{required}{matrix}{optimizer}{cell}{scheduler}{beside}{need}";
    }

    private static IReadOnlyList<string> Errors(string spec) => ParsedText.Of(spec).Diagnostics.Select(error => error.Id).ToArray();
}
