using System.Globalization;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What <c>data show</c> prints: the labels' counts, then samples.</summary>
internal static class SamplesReport
{
    private const int WidthOfAPipe = 80;
    private const int BarWidth = 30;

    /// <summary>Prints a part of a data set.</summary>
    public static void Print(Terminal terminal, string name, string part, ImageSet images, int first, int count)
    {
        terminal.Data(string.Create(CultureInfo.InvariantCulture, $"{name}, {part}: {Figures.Count(images.Count)} samples of {ImageSet.Rows} × {ImageSet.Columns}"));
        terminal.Data();
        Labels(images).Print(terminal);
        terminal.Data();
        ImageArt.Print(
            terminal,
            [.. Enumerable.Range(first, count).Select(i => (string.Create(CultureInfo.InvariantCulture, $"#{i} a {images.Labels[i]}"), images.Image(i).ToArray()))],
            terminal.OutputWidth ?? WidthOfAPipe);
    }

    private static TextTable Labels(ImageSet images)
    {
        (byte Label, int Count)[] counts = [.. images.Labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
        int most = counts.Max(pair => pair.Count);
        return new TextTable(
            [new TableColumn("label"), new TableColumn("samples", Right: true), new TableColumn("")],
            [.. counts.Select(pair => (TableCell[])[pair.Label.ToString(CultureInfo.InvariantCulture), Figures.Count(pair.Count), new string('█', Math.Max(1, pair.Count * BarWidth / most))])]);
    }
}
