using System.Globalization;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Benchmark;

/// <summary>Specs as people write them: some keys, a description, comments, and no two alike; or one family of 10,000 runs.</summary>
internal static class BenchmarkSpecs
{
    private static readonly string[] s_cells = ["lstm", "gru", "rnn"];
    private static readonly string[] s_optimizers = ["adam", "adamw", "rmsprop"];

    /// <summary>The specs of a word: a number of them, <c>family</c> (of one network) or <c>networks</c> (a family of a hundred).</summary>
    public static SpecText[] Of(string word) => word switch
    {
        "family" => [new("experiments/family.yaml",
            $"description: One network\nhidden_size: 32\nbatch_size: 50\nepochs: 5\nmatrix:\n  learning_rate: [{List(1, "e-5")}]\nseeds: [{List(0, "")}]\n")],
        "networks" => [new("experiments/family.yaml",
            $"description: A hundred networks\nlearning_rate: 5e-3\nbatch_size: 50\nepochs: 5\nmatrix:\n  hidden_size: [{List(8, "")}]\nseeds: "
                + $"[{List(0, "")}]\n")],
        _ => [.. Enumerable.Range(1, int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture)).Select(Spec)],
    };

    private static string List(int first, string ending) => string.Join(", ", Enumerable.Range(first, 100).Select(number => $"{number}{ending}"));

    private static SpecText Spec(int number) => new(
        $"experiments/many/spec-{number}.yaml",
        $"# yaml-language-server: $schema=../experiment.schema.json\n# Spec {number}.\ndescription: A spec to measure builds with\ndataset: mnist-10k\n\n"
        + $"cell: {s_cells[number % 3]}\nhidden_size: {8 + (number % 500)}     # grows\nlayers: {1 + (number % 3)}\n"
        + $"direction: {(number % 2 == 0 ? "bidirectional" : "forward")}\noptimizer: {s_optimizers[number / 3 % 3]}\nlearning_rate: 5e-3\nbatch_size: "
        + $"50\nepochs: 5\nseed: {number}\n");
}
