using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>The images and labels of the golden scripts: formulas, so that Python and these tests have the same without a file.</summary>
internal static class FormulaImages
{
    /// <summary>Pixel k is the top byte of (k + offset) · 2654435761, label n is 7 n mod 10.</summary>
    public static SequenceSet Make(int count, int offset) => new(
        [.. Enumerable.Range(offset, count * (28 * 28)).Select(k => (byte)(unchecked((uint)k * 2654435761u) >> 24))],
        [.. Enumerable.Range(0, count).Select(n => 7 * n % 10)], 28, 28);
}
