using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Results;

public class EpochTextTests
{
    private const string Text =
        """{"epoch": 3, "train_loss": 0.1, "train_accuracy": 0.5, "test_loss": null, "test_accuracy": null, """
        + "\"last_batch_loss\": 1E-05, \"train_loss_sum\": -0, \"test_loss_sum\": null, \"weights_sha256\": \"ab\"}";

    private static readonly EpochMetrics s_epoch = new(3, 0.1, 0.5, null, null, 0.00001, -0.0, null, "ab");

    [Fact]
    public void An_epoch_is_one_line_with_null_where_it_was_not_evaluated() => Assert.Equal(Text, EpochText.Line(EpochText.Fields(s_epoch)));

    [Fact]
    public void Figures_on_held_out_samples_stand_before_those_of_the_test() => Assert.Contains(
        "\"train_accuracy\": 0.5, \"validation_loss\": 0.25, \"validation_accuracy\": 1, \"test_loss\": null",
        EpochText.Line(EpochText.Fields(s_epoch with { ValidationLoss = 0.25, ValidationAccuracy = 1 })),
        StringComparison.Ordinal);

    [Fact]
    public void It_reads_back_what_it_wrote()
    {
        EpochMetrics whole = new(1, 1.1, 0.5, 2.2, 0.25, 3.3, 4.4, 5.5, "cd") { ValidationLoss = 6.6, ValidationAccuracy = 0.75 };
        Assert.Equal(whole, Parse(EpochText.Line(EpochText.Fields(whole))));
        Assert.Equal(s_epoch, Parse(Text));
        EpochMetrics diverged = Specs.NumberEpoch(1, 1e6) with { FirstBatchLoss = 16.25 };
        Assert.Equal(diverged, Parse(EpochText.Line(EpochText.Fields(diverged))));
        Assert.DoesNotContain("first_batch_loss", EpochText.Line(EpochText.Fields(Specs.NumberEpoch(1, 1e6))), StringComparison.Ordinal);
        Assert.True(double.IsNegative(Parse(Text).TrainLossSum));
    }

    [Theory]
    [InlineData("\"epoch\": 3", "\"epoch\": 3.5", "epoch is not an integer")]
    [InlineData("\"epoch\": 3", "\"epoch\": \"3\"", "epoch must be a Number, got \"3\"")]
    [InlineData("\"epoch\": 3, ", "", "epoch is missing")]
    [InlineData("\"train_loss\": 0.1", "\"train_loss\": null", "train_loss must be a Number, got null")]
    [InlineData("\"test_loss\": null, ", "", "test_loss is missing")]
    [InlineData("\"test_loss\": null", "\"validation_loss\": null, \"test_loss\": null", "validation_loss must be a Number, got null")]
    [InlineData("\"epoch\": 3", "\"epoch\": 3, \"epoch\": 4", "epoch appears in it twice")]
    [InlineData("\"epoch\": 3", "\"epoch\": 3, \"other\": 1, \"another\": [1, {}], \"other\": 2", "other appears in it twice")]
    [InlineData("\"ab\"", "7", "weights_sha256 must be a String, got 7")]
    public void What_is_missing_or_of_another_kind_is_named(string text, string other, string message)
    {
        Assert.Contains(text, Text, StringComparison.Ordinal);
        Assert.Equal(message, Assert.Throws<JsonException>(() => Parse(Text.Replace(text, other, StringComparison.Ordinal))).Message);
    }

    [Fact]
    public void Keys_that_are_not_known_are_passed_over_in_any_order() =>
        Assert.Equal(s_epoch,
            Parse("{\"new\": {\"epoch\": 9}, \"weights_sha256\": \"ab\", " + Text[1..].Replace(", \"weights_sha256\": \"ab\"", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData(" {}")]
    [InlineData("x")]
    [InlineData(",")]
    public void A_line_ends_with_its_object(string more) => Assert.ThrowsAny<JsonException>(() => Parse(Text + more));

    [Fact]
    public void A_text_that_is_none_is_no_epoch() =>
        Assert.ThrowsAny<JsonException>(() => Parse(Text.Replace("\"ab\"", "\"\\ud800\"", StringComparison.Ordinal)));

    [Fact]
    public void A_line_that_is_no_object_has_no_epoch() => Assert.Equal("epoch is missing", Assert.Throws<JsonException>(() => Parse("[3]")).Message);

    [Fact]
    public void The_first_figure_that_is_no_number_is_named()
    {
        Assert.Null(EpochText.FirstNotFinite(s_epoch));
        Assert.Equal("test_loss", EpochText.FirstNotFinite(s_epoch with { TestLoss = double.NaN, LastBatchLoss = double.PositiveInfinity }));
    }

    private static EpochMetrics Parse(string text) => EpochReader.Parse(Encoding.UTF8.GetBytes(text));
}
