using MnistLstm.Training.Loop;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Results;

/// <summary>The epochs of runs that predict numbers, as they are stored.</summary>
public sealed class ErrorTextTests
{
    private static readonly EpochMetrics s_epoch = new(1, 0.5, null, 0.25, null, 0.125, 3, 2, new string('a', 64))
    {
        TrainErrors = new ErrorFigures(0.1, 0.2, 0.3),
        TestErrors = new ErrorFigures(0.4, 1.0 / 3, null),
    };

    [Fact]
    public void Errors_stand_behind_an_accuracy_that_is_null_and_are_read_back()
    {
        string line = EpochText.Line(EpochText.Fields(s_epoch));
        Assert.Equal(
            "{\"epoch\": 1, \"train_loss\": 0.5, \"train_accuracy\": null, \"test_loss\": 0.25, "
                + "\"test_accuracy\": null, \"last_batch_loss\": 0.125, \"train_loss_sum\": 3, \"test_loss_sum\": 2, \"train_mae\": 0.1, "
                + "\"train_rmse\": 0.2, \"train_r2\": 0.3, \"test_mae\": 0.4, \"test_rmse\": 0.3333333333333333, \"test_r2\": null, "
                + $"\"weights_sha256\": \"{new string('a', 64)}\"}}",
            line);
        Assert.Equal(s_epoch, EpochReader.Parse(Encoding.UTF8.GetBytes(line)));
    }

    [Fact]
    public void Held_out_samples_have_theirs()
    {
        EpochMetrics epoch = s_epoch with { ValidationLoss = 2, ValidationErrors = new ErrorFigures(1, 2, -3) };
        Assert.Equal(epoch, EpochReader.Parse(Encoding.UTF8.GetBytes(EpochText.Line(EpochText.Fields(epoch)))));
    }

    [Fact]
    public void An_epoch_that_was_not_evaluated_has_no_test_errors()
    {
        EpochMetrics epoch = s_epoch with { TestLoss = null, TestLossSum = null, TestErrors = null };
        Assert.Equal(epoch, EpochReader.Parse(Encoding.UTF8.GetBytes(EpochText.Line(EpochText.Fields(epoch)))));
    }

    [Theory]
    [InlineData("\"train_accuracy\": null", "\"train_accuracy\": 0.5", "train_accuracy must be null beside train_mae")]
    [InlineData("\"train_mae\": 0.1, \"train_rmse\": 0.2, \"train_r2\": 0.3, ", "", "train_accuracy must be a Number, got null")]
    [InlineData("\"test_rmse\": 0.3333333333333333, ", "", "of test_mae, test_rmse and test_r2 some are missing")]
    [InlineData("\"test_mae\": 0.4", "\"test_mae\": null", "test_mae must be a Number, got null")]
    public void A_line_that_says_half_of_it_is_refused(string right, string wrong, string message)
    {
        string line = EpochText.Line(EpochText.Fields(s_epoch));
        Assert.Contains(right, line);
        Assert.Contains(message, Assert.Throws<JsonException>(() => EpochReader.Parse(Encoding.UTF8.GetBytes(line.Replace(right, wrong)))).Message);
    }
}
