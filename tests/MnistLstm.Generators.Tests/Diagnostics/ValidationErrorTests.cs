namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>Something must be left to train on.</summary>
public class ValidationErrorTests
{
    [Theory]
    [InlineData("validation_samples: 0")]
    [InlineData("validation_samples: 59999")]
    [InlineData("dataset: mnist-10k\nvalidation_samples: 9002")]
    [InlineData("train_samples: 2\nvalidation_samples: 1")]
    public void What_leaves_an_image_is_accepted(string lines) => Expect.ErrorsAfterValid(lines + "\n");

    [Theory]
    [InlineData("validation_samples: 60000", "(5,21)", "60000", "60000", "59999")]
    [InlineData("dataset: mnist-10k\nvalidation_samples: 9003", "(6,21)", "9003", "9003", "9002")]
    [InlineData("validation_samples: 500\ntrain_samples: 500", "(5,21)", "500", "500", "499")]
    [InlineData("validation_samples: 9999999999\ntrain_samples: 2", "(5,21)", "9999999999", "2", "1")]
    public void What_leaves_nothing_is_refused_at_its_value(string lines, string place, string held, string images, string most) => Expect.ErrorsAfterValid(
        lines + "\n",
        $"{place}: EXP037: 'validation_samples' holds out {held} samples, but there are only {images} training samples, so none would be left to train on; "
            + $"hold out at most {most}");

    [Fact]
    public void Of_a_family_the_value_closest_to_the_run_is_to_blame() => Expect.ErrorsAfterValid(
        "validation_samples: 500\nmatrix: {train_samples: [1000, 400]}\n",
        "(6,32): EXP037: 'validation_samples' holds out 500 samples, but there are only 400 training samples, so none would be left to train on; hold out at "
            + "most 399; so it is in the run 'a[train_samples=400]'");

    [Theory]
    [InlineData("validation_samples: 70000\ntrain_samples: 70000\n",
        "(6,16): EXP015: 'train_samples' is 70000, but the data set 'mnist' has 60000 training samples; use at most that many, or leave the key out for all")]
    [InlineData("validation_samples: 70000\ntrain_samples: many\n", "(6,16): EXP006: 'train_samples' must be an integer at least 1, got 'many'")]
    [InlineData("validation_samples: -1\n", "(5,21): EXP007: 'validation_samples' must be an integer at least 0, got -1")]
    public void It_is_silent_where_a_value_is_wrong_anyway(string lines, string error) => Expect.ErrorsAfterValid(lines, error);

    [Theory]
    [InlineData("early_stopping_patience: 3", "(5,26)", "'validation_samples' or 'validation_fraction' to be greater than 0, got 0")]
    [InlineData("validation_samples: 9\nearly_stopping_patience: 3\nevaluate: at_end", "(6,26)", "'evaluate' to be 'each_epoch', got 'at_end'")]
    public void Early_stopping_without_a_validation_loss_of_every_epoch_is_refused(string lines, string place, string need) => Expect.ErrorsAfterValid(
        lines + "\n",
        $"{place}: EXP040: early stopping looks at the validation loss of every epoch, so it needs {need}; change that, or leave "
            + $"'early_stopping_patience' out");

    [Fact]
    public void Early_stopping_with_it_is_accepted() => Expect.ErrorsAfterValid("validation_samples: 9\nearly_stopping_patience: 3\n");

    [Fact]
    public void Other_tools_names_for_it_are_known() =>
        Expect.ErrorsAfterValid("val_samples: 5\n", "(5,1): EXP003: unknown key 'val_samples'; did you mean 'validation_samples'?");
}
