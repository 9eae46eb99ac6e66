using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Idx;

/// <summary>A file of a data set is there and is not what it should be. The search ends with it: nothing is trained on it, and no other copy is looked
/// for.</summary>
public sealed class DataDamagedException : DataException
{
    /// <summary>Describes the fault.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="found">What is there.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">The cause, if another exception is one.</param>
    public DataDamagedException(string file, string problem, string expected, string found, string remedy, Exception? inner = null)
        : base(file, problem, remedy, [("expected", expected), ("found", found)], inner)
    {
        Expected = expected;
        Found = found;
    }

    /// <summary>What should be there.</summary>
    public string Expected { get; }

    /// <summary>What is there.</summary>
    public string Found { get; }
}
