using MnistLstm.Training.Settings;

namespace MnistLstm.Training.Tests;

public class SettingTableTests
{
    private static readonly SettingTable s_table = new("hidden_size", "layers=1", "input_size=28", "model", "betas=[0.9,0.999]");

    [Fact]
    public void What_is_given_takes_the_place_of_a_default_and_has_its_line() => Assert.Equal(
        [
            new Setting("hidden_size", "8", null, 3), new Setting("layers", "1", "1", null), new Setting("input_size", "28", "28", null),
            new Setting("betas", "[0.8,0.9]", "[0.9,0.999]", 7),
        ],
        s_table.With("betas=[0.8,0.9],hidden_size=8", [7, 3]));

    [Fact]
    public void A_line_of_zero_is_no_line() => Assert.Null(s_table.With("layers=2", [0])[1].Line);

    [Fact]
    public void A_data_set_s_own_default_is_value_and_default() =>
        Assert.Equal(new Setting("input_size", "9", "9", null), s_table.With("", [], defaults: "input_size=9")[2]);

    [Fact]
    public void A_value_beside_a_data_set_s_own_default_leaves_that_the_default() =>
        Assert.Equal(new Setting("input_size", "3", "9", 5), s_table.With("input_size=3", [5], defaults: "input_size=9")[2]);

    [Fact]
    public void A_model_stands_in_the_place_of_the_flat_keys() => Assert.Equal(
        [
            new Setting("input_size", "28", "28", null), new Setting("model", "[lstm: {hidden_size: 8}, linear: 10]", null, 2),
            new Setting("betas", "[0.9,0.999]", "[0.9,0.999]", null),
        ],
        s_table.With("model=[lstm: {hidden_size: 8}, linear: 10]", [2]));

    [Fact]
    public void A_spec_has_the_keys_of_steps_or_those_of_epochs()
    {
        SettingTable table = new("epochs", "steps=none", "eval_every=pass", "seed=0");

        Assert.Equal(["epochs", "seed"], table.With("epochs=3", [1]).Select(setting => setting.Key));
        Assert.Equal(["steps", "eval_every", "seed"], table.With("steps=30", [1]).Select(setting => setting.Key));
    }

    [Fact]
    public void One_spec_leaves_the_next_alone()
    {
        s_table.With("layers=2", [1]);
        Assert.Equal("1", s_table.With("", [])[1].Value);
    }

    [Theory]
    [InlineData("width=8", "'width' in 'width=8' is not a key of the table")]
    [InlineData("layers", "'layers' in 'layers' is not a 'key=value'")]
    [InlineData("layers=1,hidden_size=2", "expected a line for each of 'layers=1,hidden_size=2', got 1")]
    public void What_is_no_list_of_its_keys_is_refused(string values, string error) =>
        Assert.StartsWith(error, Assert.Throws<ArgumentException>(() => s_table.With(values, [1])).Message, StringComparison.Ordinal);
}
