using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

public sealed class WrittenJsonTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("1.7976931348623157E+308")]
    [InlineData("5E-324")]
    [InlineData("0.1")]
    [InlineData("3.547058823529411")]
    [InlineData("12345678901234567890")]
    public void A_number_has_the_bits_that_the_library_reads(string text)
    {
        WrittenJson json = new(Encoding.UTF8.GetBytes(text));
        Assert.Equal(BitConverter.DoubleToInt64Bits(JsonElement.Parse(text).GetDouble()), BitConverter.DoubleToInt64Bits(json.Double()));
        Assert.True(json.IsWhole);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e400")]
    [InlineData("1e+")]
    [InlineData("NaN")]
    [InlineData("1 ")]
    public void What_is_no_finite_number_in_JSON_is_none(string text)
    {
        WrittenJson json = new(Encoding.UTF8.GetBytes(text));
        json.Double();
        Assert.False(json.IsWhole);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("1.0")]
    [InlineData("1e2")]
    public void A_number_that_is_not_whole_or_too_great_is_no_integer(string text)
    {
        WrittenJson json = new(Encoding.UTF8.GetBytes(text));
        json.Integer();
        Assert.False(json.IsWhole);
    }

    [Fact]
    public void A_text_stands_between_its_quotation_marks()
    {
        WrittenJson json = new("\"a[b=1] ~\"\"\""u8);
        Assert.Equal(("a[b=1] ~", "", true), (json.String(), json.String(), json.IsWhole));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("a\"")]
    [InlineData("\"open")]
    [InlineData("\"escaped \\n\"")]
    [InlineData("\"a line\nfeed\"")]
    [InlineData("\"größe\"")]
    [InlineData("\"\u007f\"")]
    public void A_text_that_another_reader_must_look_at_ends_the_reading(string text)
    {
        WrittenJson json = new(Encoding.UTF8.GetBytes(text));
        json.String();
        Assert.False(json.IsAsWritten);
    }

    [Fact]
    public void Once_something_is_not_as_written_nothing_is_any_more()
    {
        WrittenJson json = new("{\"a\": 1}"u8);
        json.Pass("{\"b\": "u8);
        json.Pass("{\"a\": "u8);
        Assert.Equal((false, false, 0), (json.IsAsWritten, json.Passes("{"u8), json.Integer()));
    }
}
