using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MnistLstm.Training.Data.Npy;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>An array of a NumPy file, as it lies there: C order, either byte order. Pickled objects are never read.</summary>
/// <param name="where">The file, for messages.</param>
/// <param name="header">Its header.</param>
/// <param name="data">What follows it.</param>
internal sealed class NpyArray(string where, NpyHeader header, byte[] data)
{
    private const long LargestExact = 1 << 24;

    /// <summary>The shape.</summary>
    public IReadOnlyList<long> Shape => header.Shape;

    /// <summary>The shape as NumPy prints it.</summary>
    public string ShapeText => header.ShapeText;

    private char Kind => header.Type.Length > 1 ? header.Type[1] : ' ';

    private int Width =>
        int.TryParse(header.Type.AsSpan(Math.Min(2, header.Type.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out int width) ? width : 0;

    private bool IsBigEndian => header.Type.StartsWith('>');

    /// <summary>Reads an array.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="where">The file, for messages.</param>
    /// <exception cref="ImportException">It is none that can be read.</exception>
    public static NpyArray Read(Stream stream, string where)
    {
        NpyHeader header;
        try
        {
            header = NpyHeader.Read(stream);
        }
        catch (FormatException error)
        {
            throw new ImportException(where, error.Message, "save the array with numpy.save");
        }

        if (header.Type.Contains('O', StringComparison.Ordinal))
        {
            throw new ImportException(where, "it holds Python objects, which only a program in pickle's language could make again",
                "save plain numbers: numpy.save(file, numpy.stack(list).astype('float32')), with sequences of one length");
        }

        if (header.FortranOrder && header.Shape.Count > 1)
        {
            throw new ImportException(where, "it is in Fortran order, the first index fastest", "save numpy.ascontiguousarray(array)");
        }

        NpyArray array = new(where, header, []);
        int item = array.ItemSize();
        long count = 1;
        foreach (long size in header.Shape)
        {
            count = size == 0 || count == 0 ? 0 : count > long.MaxValue / 16 / size ? long.MaxValue / 16 : count * size;
        }

        return new NpyArray(where, header, FileBytes.Exactly(stream, count > long.MaxValue / 16 / item ? long.MaxValue / 16 : count * item, where));
    }

    /// <summary>Whether it holds texts.</summary>
    public bool IsText => Kind is 'U' or 'S';

    /// <summary>The values: bytes where they are stored so, else floats.</summary>
    /// <param name="place">Where one of them stands, in the words of what the array is: <c>sequence 1, step 0, feature 2</c>.</param>
    /// <exception cref="ImportException">They are text, or a number is too large for a float32.</exception>
    public RawValues Values(Func<int, string> place)
    {
        if (Kind == 'u' && Width == 1)
        {
            return new RawValues(data);
        }

        int width = Width;
        if (IsText)
        {
            throw new ImportException(where, "it holds text, not numbers", "name the inputs' file first, then the labels'");
        }

        float[] values = new float[data.Length / width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Number(i, place);
        }

        return new RawValues(values);
    }

    /// <summary>The labels, one a sample: whole numbers, words, or of one-hot rows the place of the one.</summary>
    /// <exception cref="ImportException">They are something else.</exception>
    public IReadOnlyList<string> Labels()
    {
        bool hot = Shape.Count == 2 && Shape[1] > 1;
        if (Shape.Count == 0 || Shape.Count > 2)
        {
            throw new ImportException(where, $"its shape is {ShapeText}, and labels are (N,), (N, 1) or one-hot (N, K)",
                "name the inputs' file first, then the labels'");
        }

        return hot ? [.. Enumerable.Range(0, (int)Shape[0]).Select(OneHot)] : [.. Enumerable.Range(0, (int)Shape[0]).Select(Label)];
    }

    private string OneHot(int row)
    {
        int classes = (int)Shape[1];
        int one = -1;
        for (int c = 0; c < classes; c++)
        {
            float value = IsText ? float.NaN : Number((row * classes) + c, _ => $"row {row}");
            if (value is not (0 or 1) || (value == 1 && one >= 0))
            {
                one = -1;
                break;
            }

            one = value == 1 ? c : one;
        }

        return one >= 0 ? one.ToString(CultureInfo.InvariantCulture)
            : throw new ImportException($"{where}, row {row}", $"labels of shape {ShapeText} are one-hot, and this row is not a single 1 among zeros",
                "give one label a sample, (N,)");
    }

    private string Label(int i)
    {
        if (IsText)
        {
            return LabelWord.Checked(Text(i), $"{where}, row {i}");
        }

        if (Kind is 'i' or 'u' or 'b')
        {
            return Integer(i);
        }

        double value = Number(i, row => $"row {row}");
        return double.IsInteger(value) && Math.Abs(value) < LargestExact
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : throw new ImportException($"{where}, row {i}",
                string.Create(CultureInfo.InvariantCulture, $"the label is {value}, and classes are whole numbers or words"),
                    "--targets takes labels for numbers to predict");
    }

    private int ItemSize()
    {
        (int[] widths, int each) = Kind switch
        {
            'f' => ((int[])[2, 4, 8], 1),
            'i' or 'u' => ([1, 2, 4, 8], 1),
            'b' => ([1], 1),
            'U' => ([], 4),
            'S' => ([], 1),
            _ => ([0], 0),
        };
        return each > 0 && Width > 0 && (widths.Length == 0 ? Width <= 1 << 16 : widths.Contains(Width)) && header.Type[0] is '<' or '>' or '|' or '='
            ? Width * each
            : throw new ImportException(where, $"its values are of the type '{header.Type}'", "save it as float32, or as uint8 where values are 0 to 255");
    }

    private ReadOnlySpan<byte> Item(int i) => data.AsSpan(i * Width, Width);

    private float Number(int i, Func<int, string> place)
    {
        ReadOnlySpan<byte> item = Item(i);
        if (Kind == 'f')
        {
            float value = Width switch
            {
                2 => (float)(IsBigEndian ? BinaryPrimitives.ReadHalfBigEndian(item) : BinaryPrimitives.ReadHalfLittleEndian(item)),
                4 => IsBigEndian ? BinaryPrimitives.ReadSingleBigEndian(item) : BinaryPrimitives.ReadSingleLittleEndian(item),
                _ => Rounded(IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(item) : BinaryPrimitives.ReadDoubleLittleEndian(item), i, place),
            };
            return value;
        }

        Int128 whole = Whole(item);
        return Int128.Abs(whole) <= LargestExact ? (float)(long)whole
            : throw new ImportException($"{where}, {place(i)} (all from 0)", $"{whole} is not exact in float32, which holds whole numbers up to 16,777,216",
                "scale the values, and save them as float32");
    }

    private string Integer(int i) => Whole(Item(i)).ToString(CultureInfo.InvariantCulture);

    private Int128 Whole(ReadOnlySpan<byte> item)
    {
        bool signed = Kind == 'i';
        Int128 whole = 0;
        for (int b = 0; b < item.Length; b++)
        {
            byte part = item[IsBigEndian ? b : item.Length - 1 - b];
            whole = (whole << 8) | part;
        }

        return signed && (item[IsBigEndian ? 0 : ^1] & 0x80) != 0 ? whole - ((Int128)1 << (8 * item.Length)) : whole;
    }

    private float Rounded(double value, int i, Func<int, string> place)
    {
        float rounded = (float)value;
        return float.IsFinite(rounded) || !double.IsFinite(value) ? rounded
            : throw new ImportException($"{where}, {place(i)} (all from 0)",
                string.Create(CultureInfo.InvariantCulture, $"{value} is beyond float32's largest number"),
                "scale the values");
    }

    private string Text(int i)
    {
        int item = Kind == 'U' ? 4 * Width : Width;
        ReadOnlySpan<byte> bytes = data.AsSpan(i * item, item);
        if (Kind == 'S')
        {
            return Encoding.Latin1.GetString(bytes).TrimEnd('\0').Trim();
        }

        Encoding utf32 = new UTF32Encoding(IsBigEndian, byteOrderMark: false, throwOnInvalidCharacters: true);
        try
        {
            return utf32.GetString(bytes).TrimEnd('\0').Trim();
        }
        catch (ArgumentException)
        {
            throw new ImportException($"{where}, row {i}", "the label is no valid text", "save the labels again");
        }
    }
}
