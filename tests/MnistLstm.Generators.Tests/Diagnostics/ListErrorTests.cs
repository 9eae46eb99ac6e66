namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>Keys whose value is a list of numbers.</summary>
public class ListErrorTests
{
    private const string Betas = "'betas' must be a list of two numbers at least 0 and less than 1";

    [Theory]
    [InlineData("betas: 0.9", "(5,8)", "EXP006", Betas + ", got '0.9'; write it as [0.1, 0.2]")]
    [InlineData("betas: [0.9]", "(5,8)", "EXP006", Betas + ", got a list of 1 number")]
    [InlineData("betas: []", "(5,8)", "EXP006", Betas + ", got a list of 0 numbers")]
    [InlineData("betas: [0.9, 0.99, 0.999]", "(5,8)", "EXP006", Betas + ", got a list of 3 numbers")]
    [InlineData("betas: [0.9, 1]", "(5,14)", "EXP007", "item 2 of 'betas' must be a number at least 0 and less than 1, got 1")]
    [InlineData("betas: [0.9, high]", "(5,14)", "EXP006", "item 2 of 'betas' must be a number at least 0 and less than 1, got 'high'")]
    [InlineData("matrix: {betas: [0.9, 0.99]}", "(5,18)", "EXP006", Betas + ", got '0.9'; write it as [0.1, 0.2]")]
    public void A_list_is_held_to_its_length_and_its_numbers(string line, string place, string id, string message)
    {
        string error = $"{place}: {id}: {message}";
        if (line.StartsWith("matrix", StringComparison.Ordinal))
        {
            string second = error.Replace("(5,18)", "(5,23)", StringComparison.Ordinal).Replace("0.9'", "0.99'", StringComparison.Ordinal);
            Expect.ErrorsAfterValid(line + "\n", error, second);
            return;
        }

        Expect.ErrorsAfterValid(line + "\n", error);
    }

    [Fact]
    public void The_same_list_twice_is_a_duplicate() => Expect.ErrorsAfterValid(
        "matrix: {betas: [[0.9, 0.99], [.9, .990]]}\n",
        "(5,31): EXP027: the value [0.9,0.99] of 'betas' is given already, on line 5; drop one of the two");

    [Fact]
    public void Both_betas_of_Keras_stand_in_one_list() => Expect.ErrorsAfterValid(
        "beta_1: 0.9\n", "(5,1): EXP003: unknown key 'beta_1'; both stand in one list, as in PyTorch: 'betas: [0.9, 0.999]'");
}
