using System.Text;

namespace MnistLstm.Generators.Tests.Robustness;

/// <summary>Makes hostile texts and file names out of good ones; the same ones for the same random state.</summary>
/// <param name="random">The random state.</param>
internal sealed class SpecMutator(Random random)
{
    /// <summary>A valid single run with every key there is.</summary>
    public const string Whole =
        "# a spec\nhidden_size: 8\nlayers: 2\ndirection: bidirectional\ncell: gru\ndropout: 0.25\nreadout: final_states\nbatch_size: 10\nlearning_rate: "
            + "1e-3\nepochs: 2\nseed: -5\n"
        + "description: \"text \\\" 😀\"\ndataset: mnist-10k\ntrain_samples: 100\nhead: softmax\nweight_hh_init: orthogonal(2)\n"
            + "bias_init: normal(.5)\nbias: true\noptimizer: sgd\nweight_decay: .5\nmomentum: 9e-1\nnesterov: "
        + "true\nevaluate: at_end\n"
        + "reference:\n  source: |\n    a page\n    of two lines\n  test_accuracy: 0.98\n  test_losses: [0.5, 4e-1]\n";

    /// <summary>A valid family with every part there is.</summary>
    public const string Family =
        "batch_size: 10\nepochs: 2\nseeds: [1, -2]\nmatrix:\n  hidden_size: [8, 9]\n  layers: [1, 2]\n  dropout: [0, .5]\nexclude:\n  - {layers: 1, "
            + "dropout: 0.5}\n"
        + "learning_rate: 0.1\ncases:\n  - {hidden_size: 7, optimizer: sgd, momentum: 0.9}\n  - {hidden_size: 7, dataset: mnist-10k}\n";

    /// <summary>A valid family of a model with every module there is.</summary>
    public const string Stack =
        "batch_size: 10\nepochs: 2\nlearning_rate: 0.1\nmodel:\n  - linear: 12\n  - lstm: {hidden_size: 8, layers: 2, direction: bidirectional, dropout: "
            + "0.5}\n  - relu\n  - dropout: .25\n"
        + "  - gru:\n      hidden_size: 5\n  - rnn: {hidden_size: 6, nonlinearity: "
            + "relu}\n  - layer_norm\n  - variational_dropout: 0.3\n  - readout: mean\n  - linear: 9\n  - tanh\n  - softmax\n  - linear: 10\nmatrix: "
        + "{weight_decay: [0, 0.1]}\nseed: 3\n";

    /// <summary>A valid family of runs drawn at random, with every distribution there is.</summary>
    public const string Search =
        "batch_size: 10\nepochs: 2\nseeds: [1, -2]\nlayers: 2\nsearch:\n  samples: 6\n  seed: -4\n  learning_rate: {log_uniform: [1e-4, 1e-1]}\n  "
            + "hidden_size: {uniform: [8, 64]}\n  dropout: {uniform: [0, .5]}\n  cell:\n    choice: [lstm, gru]\n  train_samples: {log_uniform: [10, 500]}\n"
        + "cases:\n  - {learning_rate: 1, hidden_size: 7, optimizer: sgd, momentum: 0.9}\n";

    private static readonly string[] s_fragments =
    [
        "[", "]", "{", "}", ":", ": ", "- ", "? ", "&a ", "*a", "!t ", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "|", ">-\n", "'", "\"", "\\", "#", "\t", "\r",
        "\n", "\r\n",
        "\0", "\uFEFF", "\uFFFD", "\u2028", "\u0085", "\uD83D", "😀", ",", "@", "`", "0x", "1_0", ".inf", "~", "null", "epochs: 3\n", "matrix: {seed: [1]}\n",
        "\"\"\"", new string('[', 300), new string(' ', 300),
        new string('9', 400), "layers: 1e400\n", "cell: rnn\n", "optimizer: adam\n", "layers: 1\n", "momentum: 0\n",
        "seeds: [1, 2]\n", "matrix:\n  hidden_size: [8, 9]\n  layers: [2, 3]\n", "cases:\n  - {layers: 3}\n", "exclude: [{layers: 2}]\n",
        "search:\n", "  samples: 3\n", "  momentum: {uniform: [0, 1]}\n", "  epochs: {choice: [1, 2]}\n", "uniform: ", "log_uniform: ",
        "  - {hidden_size: 7}\n", "matrix: {epochs: [1]}\n",
        "  - relu\n", "  - readout: last\n", "  - rnn: {hidden_size: 3}\n", "  - linear: 10\n", "  - softmax:\n", "model: [relu]\n", "model:\n",
    ];

    private static readonly string[] s_values =
    [
        "0", "-0", "1", "-1", "8", "1e400", "1e-400", "-1e400", "0.1", "1.", ".5", "+1", "1e", "0x1F", "0o17", "010", "1_000", "9223372036854775807",
        "9223372036854775808", "-9223372036854775809", "4294967297",
        ".nan", ".inf", "-.INF", "~", "null", "", "true", "True", "yes", "'1'", "\"1\"", "[1, 2]", "[]", "{}", "{a: 1}", "[[1]]", "*a", "&a 1", "!!int 1",
        "!<x> 1", "lstm", "sgd", "mnist-10k", "mnist", "final_states",
        "| \n  x\n", "\"\\u0000\"", "\"\\x41\\n\"", "\"\\uD800\"", "'a''b'", "a: b", "a #b", "\u00A0", "😀", "\t1",
        "1\0", "[1, [2, {a: [3]}]]", "{? [a] : b}", "- 1",
    ];

    private static readonly string[] s_names =
    [
        "a", "A", "class", "Class", "CLASS", "int", "namespace", "record", "2x64", "1", "0", "_", "-a", "a-", "a.b", "a_b", "a-b", "a--b", ".a", "..", "con",
        "nul.yaml", "é", "ß", "ı", "İ", "😀", "a b", "a[b=1]", "a\"b", "a\\b", "a\nb",
        "global", "system", "experiment-catalog", "snapshots", "a-model", "a-trainer", "", "*", "?", "%41", "\uD800", new string('n', 190),
        new string('n', 250),
    ];

    /// <summary>A good text with a few changes: letters lost, doubled, replaced, and pieces of YAML put in.</summary>
    public string Damaged(string whole)
    {
        StringBuilder text = new(whole);
        for (int change = random.Next(2) == 0 ? 1 : random.Next(1, 5); change > 0 && text.Length > 0; change--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(6))
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
                case 3:
                    string changed = WithOtherValue(text.ToString());
                    text.Clear().Append(changed);
                    break;
                default:
                    text.Insert(at, Pick(s_fragments));
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Any hostile file's bytes: a damaged spec mostly, and at times something that was never one.</summary>
    public byte[] Bytes()
    {
        string whole = Pick([Whole, Whole, Family, Family, Stack, Search]);
        return random.Next(20) switch
        {
            0 => Encoding.UTF8.GetBytes(AliasBomb(random.Next(2, 40), random.Next(2, 12))),
            1 => Encoding.UTF8.GetBytes(Nested(random.Next(1, 3000))),
            2 => Encoding.UTF8.GetBytes(Damaged(whole).Replace("\n", Pick(["\r\n", "\r", "\n\n", "\u2028", "\n\t"]))),
            3 => Encoding.UTF8.GetBytes(Damaged(whole).Replace("  ", "\t")),
            4 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Damaged(whole))],
            5 => Pick([Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32]) is var other ? [.. other.GetPreamble(), .. other.GetBytes(Damaged(whole))]
                : [],
            6 or 7 => Spoilt(Encoding.UTF8.GetBytes(Damaged(whole))),
            8 => Noise(random.Next(2000), printable: false),
            9 => Noise(random.Next(2000), printable: true),
            10 => Encoding.UTF8.GetBytes(Repeated()),
            11 => Encoding.UTF8.GetBytes(Shuffled(whole)),
            _ => Encoding.UTF8.GetBytes(Damaged(whole)),
        };
    }

    /// <summary>A path below <c>experiments/</c> that a file may have, whatever system it lies on.</summary>
    public string FilePath()
    {
        StringBuilder path = new("experiments/");
        for (int folder = random.Next(3); folder > 0; folder--)
        {
            path.Append(Pick(s_names)).Append('/');
        }

        return path.Append(Pick(s_names)).Append(random.Next(3) == 0 ? $"{random.Next(100)}" : "").Append(random.Next(30) == 0 ? ".yml" : ".yaml").ToString();
    }

    /// <summary>Anchors that double themselves: a few lines that stand for 10 to the n-th of values.</summary>
    public static string AliasBomb(int depth, int width)
    {
        StringBuilder text = new("a0: &a0 [x, x]\n");
        for (int i = 1; i < depth; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", width))}]\n");
        }

        return text.Append($"hidden_size: *a{depth - 1}\n").ToString();
    }

    private string WithOtherValue(string text)
    {
        string[] lines = text.Split('\n');
        int line = random.Next(lines.Length);
        int colon = lines[line].IndexOf(": ", StringComparison.Ordinal);
        if (colon >= 0)
        {
            lines[line] = lines[line][..(colon + 2)] + Pick(s_values);
        }

        return string.Join("\n", lines);
    }

    private string Nested(int depth) => Pick(
    [
        "seed: " + new string('[', depth),
        "seed: " + string.Concat(Enumerable.Repeat("{a: ", depth)),
        "seed:\n  " + string.Concat(Enumerable.Repeat("- ", depth)) + "x",
        string.Concat(Enumerable.Range(0, Math.Min(depth, 300)).Select(level => new string(' ', level) + "a:\n")),
        "seed: " + new string('[', depth % 64) + new string(']', depth % 70) + "\n" + Whole,
        string.Concat(Enumerable.Repeat("? ", depth)),
    ]);

    private byte[] Spoilt(byte[] bytes)
    {
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)Pick([0, 0x09, 0x0D, 0x1B, 0x7F, 0x80, 0xC0, 0xC3, 0xED, 0xF8, 0xFE, 0xFF, random.Next(256)]);
        }

        return bytes;
    }

    private byte[] Noise(int length, bool printable)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return printable ? Array.ConvertAll(bytes, b => (byte)(b % 20 == 0 ? '\n' : 32 + (b % 95))) : bytes;
    }

    private string Repeated()
    {
        string piece = random.Next(2) == 0 ? Pick(s_fragments) : Damaged(Family).Split('\n')[random.Next(3)] + "\n";
        return string.Concat(Enumerable.Repeat(piece, random.Next(1, 200)));
    }

    private string Shuffled(string whole)
    {
        string[] lines = whole.Split('\n');
        random.Shuffle(lines);
        return string.Join("\n", lines);
    }

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
