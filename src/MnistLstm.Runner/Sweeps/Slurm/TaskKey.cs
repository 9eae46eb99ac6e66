using System.Globalization;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>A task of a job array.</summary>
/// <param name="Array">The array.</param>
/// <param name="Task">The task's number, from 1.</param>
internal readonly record struct TaskKey(ArrayId Array, int Task)
{
    /// <summary>As Slurm's programs name it: <c>4711_7</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Array}_{Task}");
}
