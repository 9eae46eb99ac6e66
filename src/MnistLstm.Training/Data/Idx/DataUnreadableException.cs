using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Idx;

/// <summary>A file of a data set is there and the operating system does not let it be read.</summary>
/// <param name="file">The file's path.</param>
/// <param name="inner">What the operating system said.</param>
public sealed class DataUnreadableException(string file, Exception inner)
    : DataException(file, "the file cannot be read", "make the file readable for this user, or name another folder with --data", [("found", inner.Message)],
        inner);
