using System.Globalization;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>A job array, as <c>sbatch --parsable</c> names it: <c>4711</c>, or <c>4711;b</c> where Slurm has several clusters.</summary>
/// <param name="Number">Its job id, which another cluster may give to another job.</param>
/// <param name="Cluster">The cluster; empty for the one that Slurm's programs ask by themselves.</param>
internal readonly record struct ArrayId(long Number, string Cluster = "")
{
    /// <summary>Reads one; null for what is none.</summary>
    public static ArrayId? Parse(string text) =>
        text.Trim().Split(';') is [string number, .. { Length: <= 1 } rest]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
        && rest.All(name => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'))
            ? new ArrayId(id, rest.SingleOrDefault() ?? "") : null;

    /// <summary>The command that cancels arrays, for a shell; one for each cluster.</summary>
    public static string CancelCommand(IEnumerable<ArrayId> arrays) => string.Join("; ", arrays.GroupBy(array => array.Cluster).Select(group =>
        $"scancel {(group.Key.Length == 0 ? "" : $"-M {group.Key} ")}{string.Join(' ', group)}"));

    /// <summary>As the array's file and <c>sbatch --parsable</c> have it.</summary>
    public string Parsable => Cluster.Length == 0 ? ToString() : $"{this};{Cluster}";

    /// <summary>The number, which is how messages name it.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
