using System.Text;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Robustness;

/// <summary>Texts of a megabyte, each made to hurt one part of the generator.</summary>
public class HostileTextTests
{
    private const int Megabyte = 1_000_000;

    public static TheoryData<string> Names => new(Texts().Select(text => text.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_megabyte_of_anything_ends_in_errors_within_the_memory_allowed(string name)
    {
        byte[] bytes = Texts().Single(text => text.Name == name).Make();
        Watched.Run(at =>
        {
            at(name);
            HostileParse one = HostileParse.Of(SpecText.OfBytes("experiments/a.yaml", bytes));
            one.Check();
            Assert.NotEmpty(one.Parsed.Diagnostics);
        });
    }

    [Fact]
    public void A_file_that_throws_when_it_is_read_is_named_and_costs_no_other_its_code()
    {
        GeneratorRun run = GeneratorRun.Of(
        [
            SpecText.Reading("experiments/a.yaml", () => throw new InvalidDataException("a disk's fault")),
            new SpecText("experiments/b.yaml", SpecText.Valid),
        ]);
        string error = Assert.Single(run.Errors);
        Assert.StartsWith(
            "a.yaml(1,1): EXP021: the generator itself failed on 'experiments/a.yaml'; please report this with the file: System.IO.InvalidDataException: a "
                + "disk's fault", error);
        Assert.Contains("Models/b.g.cs", run.Sources.Keys);
    }

    private static IEnumerable<(string Name, Func<byte[]> Make)> Texts()
    {
        yield return ("random bytes", () => Random(1, 256));
        yield return ("random printable bytes", () => Array.ConvertAll(Random(2, 256), b => (byte)(b % 17 == 0 ? '\n' : 32 + (b % 95))));
        yield return ("random ASCII with control characters", () => Random(3, 128));
        yield return ("NUL", () => new byte[Megabyte]);
        yield return ("0xFF", () => [.. Enumerable.Repeat((byte)0xFF, Megabyte)]);
        foreach (string piece in new[]
        {
            "a", "\n", " ", "\t", "\r\n", "\r", "#", "# \n", "-", "- ", "- a\n", "a:\n", "a: 1\n", "epochs: 1\n", "? ", "? a\n: b\n", "[", "]", "[]", "{", "{}",
            "[1], ", "'", "\"", "''", "\\", "&a ", "*a ", "*a\n", "!t ", "|\n", ">\n",
            "%Y\n", "---\n", "--- a\n", "...\n", "<<: {}\n", "\uFEFF", "\uFFFD", "\uFFFD\n", "😀", "é", ": ", ":", ",", "a: {b: [c]}\n", "a: [\n", "a: \"\n",
            "hidden_size: [1, 2, 3]\n", "\u2028", "\u0085",
        })
        {
            yield return ($"{piece.Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t")} again and again", () => Repeated("", piece, ""));
        }

        yield return ("a list of seeds", () => Repeated(SpecText.Valid + "seeds: [", "1, ", "2]\n"));
        yield return ("a list of wrong seeds", () => Repeated(SpecText.Valid + "seeds: [", "x, ", "2]\n"));
        yield return ("a matrix of many values", () => Repeated(SpecText.Valid + "matrix: {weight_decay: [", "1, ", "2]}\n"));
        yield return ("many cases", () => Repeated(SpecText.Valid + "cases:\n", "- {layers: 2}\n", ""));
        yield return ("many wrong cases", () => Repeated(SpecText.Valid + "cases:\n", "- {lairs: 2}\n", ""));
        yield return ("many excludes", () => Repeated(SpecText.Valid + "matrix: {layers: [1, 2]}\nexclude:\n", "- {layers: 2}\n", "- {layers: 1}\n"));
        yield return ("many excludes of a large matrix", () => Repeated("batch_size: 1\nepochs: 1\nmatrix:\n  hidden_size: ["
            + string.Join(",", Enumerable.Range(1, 300)) + "]\n  learning_rate: [" + string.Join(",", Enumerable.Range(1, 300)) + "]\nexclude:\n",
            "- {hidden_size: 2}\n", ""));
        yield return ("published figures", () => Repeated(SpecText.Valid + "reference: {source: a, test_losses: [", "0.1, ", "1]}\n"));
        yield return ("one long key", () => Repeated("", "k", ": 1\n"));
        yield return ("one long number", () => Repeated("seed: ", "9", "\n"));
        yield return ("one long word", () => Repeated("cell: ", "lstm", "\n"));
        yield return ("an alias bomb", () => Repeated(SpecMutator.AliasBomb(40, 10), "*a39, ", "\n"));
        yield return ("deep indentation", () =>
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1400).Select(level => new string(' ', level) + "a:\n"))));
    }

    private static byte[] Random(int seed, int values)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Megabyte).Select(_ => (byte)random.Next(values))];
    }

    private static byte[] Repeated(string before, string piece, string after)
    {
        StringBuilder text = new(before);
        while (text.Length + piece.Length + after.Length <= Megabyte)
        {
            text.Append(piece);
        }

        return Encoding.UTF8.GetBytes(text.Append(after).ToString());
    }
}
