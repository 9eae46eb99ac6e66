using MnistLstm.Training.Data.Npy;

namespace MnistLstm.Training.Data.Catalog;

/// <summary>What the bytes of a data set's file are, as far as it is known beforehand.</summary>
public static class DatasetFileLayout
{
    extension(DatasetFile file)
    {
        /// <summary>Bytes of the uncompressed file, header included.</summary>
        public long ByteCount => file.HeaderSize + (file.ValueCount * file.ValueSize);

        /// <summary>Bytes of the header: of IDX the magic number, then four bytes a dimension.</summary>
        internal int HeaderSize => file.Format == DatasetFileFormat.Npy ? file.NpyHeader.Length : 4 + (4 * file.Dimensions.Count);

        /// <summary>The first four bytes of an IDX file as a big-endian number.</summary>
        internal uint Magic => 0x800u | (uint)file.Dimensions.Count;

        /// <summary>The dimensions: the count, and of sequences steps and features.</summary>
        internal IReadOnlyList<long> Dimensions =>
            file.Kind == DatasetFileKind.Inputs ? [file.Count, file.Shape.Steps, file.Shape.Features]
            : file.Kind == DatasetFileKind.Targets ? [file.Count, file.Shape.Targets]
            : [file.Count];

        /// <summary>The header of a NumPy file.</summary>
        internal byte[] NpyHeader => Npy.NpyHeader.Write(file.NpyType, file.Dimensions);

        /// <summary>NumPy's word for the values' type.</summary>
        internal string NpyType => file.Values switch { DatasetValues.Bytes => "|u1", DatasetValues.Float32 => "<f4", _ => "<i8" };

        private int ValueSize => file.Values switch { DatasetValues.Bytes => 1, DatasetValues.Float32 => sizeof(float), _ => sizeof(long) };
    }
}
