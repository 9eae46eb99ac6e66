using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Robustness;

/// <summary>
/// Tens of thousands of hostile files, the same ones every time. Each is parsed and emitted by itself, with every byte of memory counted, and again
/// among hundreds of others by the compiler's own driver, where an exception would be CS8785.
/// </summary>
public class FuzzTests
{
    /// <summary>How many files; <c>.ci/run --full</c> asks for more.</summary>
    private const string FilesVariable = "MNIST_LSTM_FUZZ_FILES";

    private const int Fewest = 20_000;
    private const int Batch = 500;
    private const int Seed = 20261125;

    [Fact]
    public void No_file_makes_the_generator_throw_or_hang_or_take_200_megabytes()
    {
        int files = int.TryParse(Environment.GetEnvironmentVariable(FilesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked
            : Fewest;
        Assert.InRange(files, Fewest, int.MaxValue - Batch);
        HashSet<string> codes = [];
        int accepted = 0;
        Watched.Run(at =>
        {
            for (int batch = 0; batch * Batch < files; batch++)
            {
                SpecText[] texts = Files(batch);
                for (int i = 0; i < texts.Length; i++)
                {
                    at($"file {i} of batch {batch}");
                    HostileParse one = HostileParse.Of(texts[i]);
                    one.Check();
                    codes.UnionWith(one.Parsed.Diagnostics.Select(error => error.Id));
                    accepted += one.Parsed.Spec is null ? 0 : 1;
                }

                at($"batch {batch}");
                GeneratorRun run = GeneratorRun.Of(texts);
                Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021", StringComparison.Ordinal));
                Assert.All(run.Sources.Values, source => Assert.Empty(CSharpSyntaxTree.ParseText(source).GetDiagnostics()));
                codes.UnionWith(run.Result.Diagnostics.Select(error => error.Id));
            }
        });

        // Files that are all broken in the same way would prove little.
        Assert.InRange(accepted, files / 100, files);
        Assert.True(codes.Count >= 25, $"only {codes.Count} kinds of error: {string.Join(", ", codes.Order())}");
    }

    // Half of the files have names that do no harm, or names would keep most texts from becoming code.
    private static SpecText[] Files(int batch)
    {
        Random random = new(Seed + batch);
        SpecMutator mutator = new(random);
        return [.. Enumerable.Range(0, Batch).Select(i => SpecText.OfBytes(i % 2 == 0 ? mutator.FilePath() : $"experiments/s{i}.yaml", mutator.Bytes()))];
    }
}
