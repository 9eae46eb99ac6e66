using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;

namespace MnistLstm.Runner.Tests.Results;

public class SpecJsonTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("0", "0")]
    [InlineData("-3", "-3")]
    [InlineData("0.005", "0.005")]
    [InlineData("1E-05", "1E-05")]
    [InlineData("", "\"\"")]
    [InlineData("lstm", "\"lstm\"")]
    [InlineData("True", "\"True\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("007", "\"007\"")]
    [InlineData("+1", "\"+1\"")]
    [InlineData(".5", "\".5\"")]
    [InlineData("1.", "\"1.\"")]
    [InlineData("a \"b\" \\", "\"a \\\"b\\\" \\\\\"")]
    [InlineData("[lstm: {hidden_size: 8}]", "\"[lstm: {hidden_size: 8}]\"")]
    public void Numbers_and_truths_stand_as_they_are_and_all_else_in_quotes(string value, string json) => Assert.Equal(json, SpecJson.Raw(value));

    [Theory]
    [InlineData("\"lstm\"", "lstm")]
    [InlineData("1E-05", "1E-05")]
    [InlineData("true", "true")]
    public void A_value_comes_back_as_the_spec_has_it(string json, string value) => Assert.Equal(value, SpecJson.Text(JsonElement.Parse(json)));
}
