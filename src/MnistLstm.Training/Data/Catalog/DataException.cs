using System.Text;

namespace MnistLstm.Training.Data.Catalog;

/// <summary>A data set cannot be used. The message says where, what, what was expected and found, and the remedy, a line each.</summary>
public abstract class DataException : Exception
{
    private protected DataException(string where, string problem, string remedy, IReadOnlyList<(string Label, string Text)> details, Exception? inner)
        : base(Compose(where, problem, remedy, details), inner)
    {
        Where = where;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>The file at fault, or the data set's name where there is no file.</summary>
    public string Where { get; }

    /// <summary>What is wrong, in a few words.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>The first line of the message: where and what.</summary>
    public string Summary => $"{Where}: {Problem}";

    private static string Compose(string where, string problem, string remedy, IReadOnlyList<(string Label, string Text)> details)
    {
        var text = new StringBuilder($"{where}: {problem}");
        foreach ((string label, string line) in details.Append(("remedy", remedy)))
        {
            text.Append('\n').Append("  ").Append(label.PadRight(10)).Append(line);
        }

        return text.ToString();
    }
}
