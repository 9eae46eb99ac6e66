using System.CommandLine;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps.Slurm;

namespace MnistLstm.Runner.Cli.Options;

/// <summary>The options of <c>sweep</c> that are of clusters.</summary>
internal sealed record SlurmOptionsOfSweep
{
    private const string Cluster = "slurm";

    /// <summary>Where runs are trained; null for here.</summary>
    public Option<string?> On { get; } = new("--on")
    {
        Description = "slurm: train on a cluster, as a job array with a results folder that all nodes share (docs/scale.md)",
        HelpName = Cluster,
        CustomParser = result => CommonOptions.ParseWord(result, "--on", [Cluster]),
    };

    /// <summary>Tasks of the array.</summary>
    public Option<int?> Tasks { get; } =
        CommonOptions.Count("--tasks", "With --on slurm: tasks to divide the runs among (default: one per run, as far as the cluster allows)", 1_000_000);

    /// <summary>Options of sbatch.</summary>
    public Option<string[]> Sbatch { get; } = new("--sbatch")
    {
        Description = "An option for sbatch, as in --sbatch partition=long; may be given several times",
        HelpName = "option",
        CustomParser = result =>
        {
            List<string> arguments = [];
            foreach (System.CommandLine.Parsing.Token token in result.Tokens)
            {
                if (SbatchOption.Read(token.Value, out string? fault) is { } argument)
                {
                    arguments.Add(argument);
                }
                else
                {
                    result.AddError(fault!);
                }
            }

            return [.. arguments];
        },
    };

    /// <summary>Said by the job script: the specs were looked at when the array was submitted.</summary>
    public Option<bool> AsBuilt { get; } = new("--as-built") { Hidden = true };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [On, Tasks, Sbatch, AsBuilt];

    /// <summary>True when a command line asks for a cluster; ends with an error where its options contradict each other.</summary>
    /// <exception cref="UsageException">They do.</exception>
    public bool IsMeant(ParseResult parse, bool force)
    {
        if (parse.GetValue(On) is null)
        {
            string? lonely = parse.GetValue(Tasks) is not null ? "--tasks" : parse.GetValue(Sbatch) is { Length: > 0 } ? "--sbatch" : null;
            return lonely is null ? false
                : throw new UsageException($"{lonely} means something with --on slurm only",
                    "sweep … --on slurm submits the runs to a cluster (docs/scale.md)");
        }

        return !force ? true : throw new UsageException(
            "--force cannot be combined with --on slurm: a requeued task would begin anew each time",
            "train single runs again with: dotnet run -- run <name> --force");
    }
}
