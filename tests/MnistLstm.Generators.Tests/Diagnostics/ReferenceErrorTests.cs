namespace MnistLstm.Generators.Tests.Diagnostics;

public class ReferenceErrorTests
{
    [Fact]
    public void A_reference_needs_a_source() => Expect.ErrorsAfterValid(
        "reference:\n  test_accuracy: 0.9\n", "(6,3): EXP005: 'reference' needs the key 'source' (text)");

    [Fact]
    public void A_misspelt_source_is_not_reported_as_missing_as_well() => Expect.ErrorsAfterValid(
        "reference:\n  sorce: x\n", "(6,3): EXP003: unknown key 'sorce'; did you mean 'source'?");

    [Fact]
    public void An_unknown_key_of_a_reference_names_the_nearest() => Expect.ErrorsAfterValid(
        "reference:\n  source: x\n  test_acuracy: 0.9\n", "(7,3): EXP003: unknown key 'test_acuracy'; did you mean 'test_accuracy'?");

    [Fact]
    public void A_percentage_is_told_to_be_a_fraction() => Expect.ErrorsAfterValid(
        "reference:\n  source: x\n  test_accuracy: 98.07\n",
        "(7,18): EXP007: 'test_accuracy' must be a number from 0 to 1, got 98.07; write a fraction, 0.98 for 98 %");

    [Fact]
    public void A_list_longer_than_the_epochs_is_refused_from_the_first_that_is_too_much() => Expect.ErrorsAfterValid(
        "reference:\n  source: x\n  test_losses: [1, 2, 3, 4]\n",
        "(7,23): EXP016: 'test_losses' has 4 values, but there are only 2 epochs; drop what is too much from here on, or raise 'epochs'");

    [Fact]
    public void A_wrong_item_of_a_list_is_named() => Expect.ErrorsAfterValid(
        "reference:\n  source: x\n  test_accuracies:\n    - 0.5\n    - high\n",
        "(9,7): EXP006: item 2 of 'test_accuracies' must be a number from 0 to 1, got 'high'");

    [Fact]
    public void An_item_out_of_range_is_named() => Expect.ErrorsAfterValid(
        "reference: {source: x, train_losses: [-1]}\n", "(5,39): EXP007: item 1 of 'train_losses' must be a number at least 0, got -1");

    [Fact]
    public void A_number_for_a_list_shows_how_lists_are_written() => Expect.ErrorsAfterValid(
        "reference: {source: x, train_losses: 1}\n", "(5,38): EXP006: 'train_losses' must be a list of numbers at least 0, got '1'; write it as [0.1, 0.2]");

    [Fact]
    public void A_misspelt_unit_names_the_nearest() => Expect.ErrorsAfterValid(
        "reference: {source: x, loss_unit: batch_mean_per_sample}\n",
        "(5,35): EXP008: 'loss_unit' must be 'mean' or 'batch_means_per_sample', got 'batch_mean_per_sample'; did you mean 'batch_means_per_sample'?");

    [Fact]
    public void A_text_for_a_reference_says_what_it_needs() => Expect.ErrorsAfterValid(
        "reference: a page\n", "(5,12): EXP006: 'reference' must be a list of 'key: value' lines, got 'a page'; 'source' is the least it needs");
}
