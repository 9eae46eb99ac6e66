namespace MnistLstm.Training.Data;

/// <summary>What an IDX file of a data set holds.</summary>
public enum DatasetFileKind
{
    /// <summary>Grey values, unsigned bytes [count, 28, 28], after a header of 16 bytes; magic number 0x00000803.</summary>
    Images,

    /// <summary>Classes 0 … 9, unsigned bytes [count], after a header of 8 bytes; magic number 0x00000801.</summary>
    Labels,
}
