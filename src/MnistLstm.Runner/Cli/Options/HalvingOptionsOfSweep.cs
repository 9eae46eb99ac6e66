using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps.Halving;

namespace MnistLstm.Runner.Cli.Options;

/// <summary>The options of <c>sweep</c> that are of successive halving.</summary>
internal sealed record HalvingOptionsOfSweep
{
    private const int MostFactor = 1000;

    /// <summary>Whether the sweep is halved.</summary>
    public Option<bool> Halving { get; } = new("--halving")
    {
        Description = "Successive halving: after a few epochs only the best runs by their held-out samples go on",
    };

    /// <summary>One in so many goes on.</summary>
    public Option<int?> Factor { get; } = new("--reduction-factor")
    {
        Description = string.Create(CultureInfo.InvariantCulture,
            $"With --halving: one run in N goes on, to N times the epochs (default: {new HalvingOptions().Factor})"),
        HelpName = "N",
        CustomParser = ParseFactor,
    };

    /// <summary>Epochs of the first rung.</summary>
    public Option<int?> MinResource { get; } = CommonOptions.Count("--min-resource", string.Create(CultureInfo.InvariantCulture,
        $"With --halving: the epochs after which the first runs are halted (default: {new HalvingOptions().MinResource})"), 1_000_000);

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Halving, Factor, MinResource];

    /// <summary>How a command line asks for halving; null when it does not.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="shard">Whether it asks for a part of the runs.</param>
    /// <param name="cluster">Whether it asks for a cluster.</param>
    /// <exception cref="UsageException">Its options contradict each other.</exception>
    public HalvingOptions? Of(ParseResult parse, bool shard, bool cluster)
    {
        if (!parse.GetValue(Halving))
        {
            string? lonely = parse.GetValue(Factor) is not null ? Factor.Name : parse.GetValue(MinResource) is not null ? MinResource.Name : null;
            return lonely is null ? null
                : throw new UsageException($"{lonely} means something with --halving only",
                    "sweep … --halving trains only the best runs to their end (docs/commands.md)");
        }

        const string Together = "start the same command on several machines with the same results folder: they share the work of each rung";
        return shard ? throw new UsageException("--halving cannot be combined with --shard: each part would choose among its own runs", Together)
            : cluster ? throw new UsageException("--halving cannot be combined with --on slurm, which trains each run to its end", Together)
            : new HalvingOptions(parse.GetValue(Factor) ?? new HalvingOptions().Factor, parse.GetValue(MinResource) ?? new HalvingOptions().MinResource);
    }

    private static int? ParseFactor(ArgumentResult result)
    {
        string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int factor) && factor is >= 2 and <= MostFactor)
        {
            return factor;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"--reduction-factor expects a whole number from 2 to {MostFactor}, got '{word}'"));
        return null;
    }
}
