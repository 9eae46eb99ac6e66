using System.Globalization;

namespace MnistLstm.Training.Networks;

/// <summary>The one text of a number: two spellings of one double are the same setting.</summary>
internal static class CanonicalNumber
{
    /// <summary>The shortest text that reads back as the same double; minus zero is written as zero.</summary>
    public static string Of(double value)
    {
        string shortest = value == 0 ? "0" : value.ToString("R", CultureInfo.InvariantCulture);

        // .NET Framework, on which an editor may run the generator, has doubles whose "R" reads back as a neighbour.
        return double.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture) == value ? shortest
            : value.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>The same as Python prints it: <c>1e-05</c>, <c>0.0</c>.</summary>
    public static string Python(double value) => value == 0 ? "0.0" : Of(value).Replace('E', 'e');
}
