using MnistLstm.Runner.Reports.Html;
using StbImageSharp;

namespace MnistLstm.Runner.Tests.Reports.Html;

/// <summary>What pages are drawn with: axes, pictures, escaped text.</summary>
public sealed class DrawingTests
{
    [Fact]
    public void A_picture_in_a_page_is_a_PNG_of_the_same_grey_values()
    {
        byte[] grey = new byte[28 * 28];
        new Random(1).NextBytes(grey);
        ImageResult image = ImageResult.FromMemory(GreyPng.Bytes(grey, 28, 28), ColorComponents.Grey);
        Assert.Equal((28, 28), (image.Width, image.Height));
        Assert.Equal(grey, image.Data);
    }

    [Fact]
    public void Halving_the_error_is_the_same_way_on_the_axis_everywhere()
    {
        AxisScale scale = AxisScale.OfAccuracy([0.75, 0.98]);
        Assert.NotNull(scale.Note);
        Assert.Equal(scale.Place(0.90) - scale.Place(0.80), scale.Place(0.98) - scale.Place(0.96), 9);
        Assert.Equal(["80 %", "90 %", "95 %", "98 %"], scale.Ticks.Select(tick => tick.Text));
    }

    [Fact]
    public void Low_accuracies_have_a_plain_axis()
    {
        AxisScale scale = AxisScale.OfAccuracy([0.2, 0.6]);
        Assert.Null(scale.Note);
        Assert.Equal(0.5, scale.Place(0.4), 9);
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.5, 1.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.9999, 1.0)]
    [InlineData(0.981, 0.9811)]
    public void Every_accuracy_lies_on_its_axis(double low, double high)
    {
        AxisScale scale = AxisScale.OfAccuracy([low, high]);
        Assert.InRange(scale.Place(low), 0, 1);
        Assert.InRange(scale.Place(high), 0, 1);
        Assert.NotEmpty(scale.Ticks);
        Assert.All(scale.Ticks, tick => Assert.InRange(scale.Place(tick.Value), -0.01, 1.01));
        double[] places = [.. scale.Ticks.Select(tick => scale.Place(tick.Value))];
        Assert.All(places.Skip(1).Zip(places, (next, before) => next - before), gap => Assert.True(gap > 0.03));
    }

    [Theory]
    [InlineData(0.046, 0.054, false)]
    [InlineData(0.0001, 2.3, true)]
    [InlineData(0.3, 0.3, false)]
    [InlineData(0.0, 0.0, false)]
    [InlineData(1e-7, 1e5, true)]
    public void Losses_far_apart_have_a_logarithmic_axis(double low, double high, bool logarithmic)
    {
        AxisScale scale = AxisScale.OfLoss([low, high]);
        Assert.Equal(logarithmic, scale.Note is not null);
        Assert.InRange(scale.Place(low), 0, 1);
        Assert.InRange(scale.Place(high), 0, 1);
        Assert.InRange(scale.Ticks.Count, 2, 14);
    }

    [Theory]
    [InlineData("run.json: /home/jo/work/results/a/run.json is damaged", "run.json: …/run.json is damaged")]
    [InlineData(@"C:\Users\jo\data\x.gz is short", "…/x.gz is short")]
    [InlineData("see https://example.org/a/b and docs/results.md", "see https://example.org/a/b and docs/results.md")]
    [InlineData("'/tmp/a/b', 3 / 4", "'…/b', 3 / 4")]
    public void A_path_of_the_machine_is_left_out(string text, string expected) => Assert.Equal(expected, MachinePaths.Hide(text));

    [Fact]
    public void An_element_left_open_is_a_fault() => Assert.Throws<InvalidOperationException>(() => new HtmlWriter().Open("p").ToString());
}
