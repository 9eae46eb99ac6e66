using System.Text;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Robustness;

/// <summary>Thousands of damaged specs, the same ones every time: none may make the generator throw, and none may pass as valid code that does not compile.</summary>
public class MutationTests
{
    private const string Whole = "# a spec\nhidden_size: 8\nlayers: 2\ndirection: bidirectional\ncell: gru\ndropout: 0.25\nreadout: final_states\nbatch_size: 10\nlearning_rate: 1e-3\nepochs: 2\nseed: -5\n"
        + "description: \"text \\\" 😀\"\ndataset: mnist-10k\ntrain_samples: 100\nhead: softmax\noptimizer: sgd\nweight_decay: .5\nmomentum: 9e-1\nnesterov: true\nevaluate: at_end\n"
        + "reference:\n  source: |\n    a page\n    of two lines\n  test_accuracy: 0.98\n  test_losses: [0.5, 4e-1]\n";

    private const string Family = "batch_size: 10\nepochs: 2\nseeds: [1, -2]\nmatrix:\n  hidden_size: [8, 9]\n  layers: [1, 2]\n  dropout: [0, .5]\nexclude:\n  - {layers: 1, dropout: 0.5}\n"
        + "learning_rate: 0.1\ncases:\n  - {hidden_size: 7, optimizer: sgd, momentum: 0.9}\n  - {hidden_size: 7, dataset: mnist-10k}\n";

    private const string Stack = "batch_size: 10\nepochs: 2\nlearning_rate: 0.1\nmodel:\n  - linear: 12\n  - lstm: {hidden_size: 8, layers: 2, direction: bidirectional, dropout: 0.5}\n  - relu\n  - dropout: .25\n"
        + "  - gru:\n      hidden_size: 5\n  - readout: mean\n  - linear: 9\n  - tanh\n  - softmax\n  - linear: 10\nmatrix: {weight_decay: [0, 0.1]}\nseed: 3\n";

    private static readonly string[] s_fragments =
    [
        "[", "]", "{", "}", ":", ": ", "- ", "? ", "&a ", "*a", "!t ", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "|", ">-\n", "'", "\"", "\\", "#", "\t", "\r", "\n", "\r\n",
        "\0", "\uFEFF", "\uFFFD", "\u2028", "\u0085", "\uD83D", "😀", ",", "@", "`", "0x", "1_0", ".inf", "~", "null", "epochs: 3\n", "matrix: {seed: [1]}\n", "\"\"\"", new string('[', 300), new string(' ', 300),
        new string('9', 400), "layers: 1e400\n", "cell: rnn\n", "optimizer: adam\n", "layers: 1\n", "momentum: 0\n",
        "seeds: [1, 2]\n", "matrix:\n  hidden_size: [8, 9]\n  layers: [2, 3]\n", "cases:\n  - {layers: 3}\n", "exclude: [{layers: 2}]\n", "  - {hidden_size: 7}\n", "matrix: {epochs: [1]}\n",
        "  - relu\n", "  - readout: last\n", "  - rnn: {hidden_size: 3}\n", "  - linear: 10\n", "  - softmax:\n", "model: [relu]\n", "model:\n",
    ];

    [Theory]
    [InlineData(Whole)]
    [InlineData(Family)]
    [InlineData(Stack)]
    public void The_undamaged_spec_is_valid(string whole) => Assert.Empty(GeneratorRun.Of("experiments/a.yaml", whole).Errors);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_damaged_spec_makes_the_generator_fail(int seed)
    {
        Random random = new(seed);
        List<SpecText> specs = [];
        for (int i = 0; i < 1000; i++)
        {
            specs.Add(new SpecText($"experiments/s{i}.yaml", Mutate(random)));
        }

        GeneratorRun run = GeneratorRun.Of(specs);
        Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021"));
        HashSet<string> broken = run.Errors.Select(error => error[..error.IndexOf('(')]).ToHashSet();
        IEnumerable<string> good = specs.Select(spec => Path.GetFileName(spec.RelativePath)).Where(name => !broken.Contains(name));
        Assert.Equal(good.Select(name => $"Models/{Path.ChangeExtension(name, "g.cs")}").Order(), run.Sources.Keys.Where(key => key.StartsWith("Models/")).Order());
        Assert.NotEmpty(broken);
        Assert.DoesNotContain(run.Compile().GetDiagnostics(), d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData(6, Family)]
    [InlineData(7, Family)]
    [InlineData(8, Stack)]
    [InlineData(9, Stack)]
    public void No_damaged_family_or_stack_makes_the_generator_fail(int seed, string whole)
    {
        Random random = new(seed);
        SpecText[] specs = [.. Enumerable.Range(0, 500).Select(i => new SpecText($"experiments/s{i}.yaml", Mutate(random, whole)))];
        GeneratorRun run = GeneratorRun.Of(specs);
        Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021"));
        Assert.NotEmpty(run.Errors);
        Assert.Contains("Models/", string.Concat(run.Sources.Keys));
        Assert.DoesNotContain(run.Compile().GetDiagnostics(), d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: [")]
    [InlineData("[1], ")]
    [InlineData("a: {b: [c]}\n")]
    [InlineData("!")]
    [InlineData("&a ")]
    [InlineData("'")]
    [InlineData("a:\n")]
    [InlineData("\uFEFF")]
    [InlineData("#")]
    public void A_text_of_one_thing_repeated_ends_in_errors(string piece)
    {
        StringBuilder text = new();
        while (text.Length < 200000)
        {
            text.Append(piece);
        }

        GeneratorRun run = GeneratorRun.Of("experiments/a.yaml", text.ToString());
        Assert.NotEmpty(run.Errors);
        Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021"));
    }

    [Fact]
    public void A_name_may_be_anything_at_all()
    {
        Random random = new(5);
        List<SpecText> specs = [];
        for (int i = 0; i < 500; i++)
        {
            char[] letters = Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abAB01-_./ é😀[\"\\"[random.Next(17)]).ToArray();
            specs.Add(new SpecText($"experiments/{new string(letters)}.yaml", SpecText.Valid));
        }

        GeneratorRun run = GeneratorRun.Of(specs);
        Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021"));
        Assert.DoesNotContain(run.Compile().GetDiagnostics(), d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
    }

    private static string Mutate(Random random, string whole = Whole)
    {
        StringBuilder text = new(whole);
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 40), text.Length - at)));
                    break;
                case 2:
                    text[at] = (char)random.Next(32, 127);
                    break;
                default:
                    text.Insert(at, s_fragments[random.Next(s_fragments.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
