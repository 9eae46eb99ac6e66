using System.Text.Json;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>Text of a spec in the formats that other programs read.</summary>
public sealed class WrittenTextTests
{
    private const string Hostile = "\e]0;t\a\u202e\u2066\u0085\u2028\u007f\ufeff\u200b\U000e0041";

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1;cmd", "'+1;cmd")]
    [InlineData("-a", "'-a")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("+1e-05", "+1e-05")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void A_spreadsheet_finds_no_formula_in_a_field_and_numbers_stay_numbers(string text, string expected) =>
        Assert.Equal(expected + ",x\n", CsvText.Record([text, "x"]));

    [Fact]
    public void A_field_holds_nothing_that_a_terminal_obeys() =>
        Assert.DoesNotContain(CsvText.Record([Hostile]).EnumerateRunes(), c => c.Value != '\n' && ObeyedText.Is(c));

    [Fact]
    public void A_JSON_string_reads_back_as_it_was_and_holds_nothing_that_a_terminal_obeys()
    {
        string document = JsonText.Document(json => json.WriteString("error", Hostile + "Größe"));
        Assert.DoesNotContain(document.EnumerateRunes(), c => c.Value != '\n' && ObeyedText.Is(c));
        Assert.Contains("Größe", document);
        Assert.Equal(Hostile + "Größe", JsonElement.Parse(document).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("*98.10", "\\*98.10")]
    [InlineData("<img src=x>", "\\<img src=x>")]
    [InlineData("[x](http://a)", "[x]\\(http://a)")]
    [InlineData("`a`", "\\`a\\`")]
    [InlineData("a\\|b", "a\\\\\\|b")]
    [InlineData("a\nb", "a\uFFFDb")]
    [InlineData("sweeps/size[hidden_size=32,seed=1]", "sweeps/size[hidden_size=32,seed=1]")]
    public void A_cell_of_Markdown_is_shown_as_it_is(string text, string expected) => Assert.Equal(expected, MarkdownText.Cell(text));
}
