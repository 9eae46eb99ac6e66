namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>What YAML cannot read is said in words, where it stands, with what to write.</summary>
public class YamlComplaintTests
{
    private const string Malformed = "EXP001: the YAML is malformed: ";

    [Theory]
    [InlineData("description: LSTM: a try", "description: 'LSTM: a try'")]
    [InlineData("description: LSTM: a try # a comment", "description: 'LSTM: a try'")]
    [InlineData("description: it's: a try", "description: 'it''s: a try'")]
    [InlineData("description: “LSTM: a try”", "description: 'LSTM: a try'")]
    [InlineData("description: an LSTM:", "description: 'an LSTM:'")]
    public void A_colon_within_a_text_asks_for_quotes(string line, string write) => Expect.ErrorsAfterValid(
        line + "\nlayers: 2\n", $"(5,14): {Malformed}a colon before a space begins a value, so a text that has one needs quotes: write {write}");

    [Theory]
    [InlineData("seed: 1\n  layers: 2\n", "(6,3)", "'layers' stands deeper than 'seed' on line 5, which has a value already; begin both in the same column")]
    [InlineData("seed: 1\n# a comment\n\n    layers: 2\n", "(8,5)",
        "'layers' stands deeper than 'seed' on line 5, which has a value already; begin both in the same column")]
    [InlineData("reference:\n    source: a\n  test_accuracy: 0.9\n", "(7,3)",
        "'test_accuracy' begins in column 3, where no key above does; begin it in column 1 like 'reference', or 5 like 'source'")]
    public void A_key_in_a_column_of_its_own_names_the_one_to_stand_below(string lines, string place,
        string words) => Expect.ErrorsAfterValid(lines, $"{place}: {Malformed}{words}");

    [Fact]
    public void A_first_key_deeper_than_the_others_is_named() => Expect.Errors(
        "  hidden_size: 8\nbatch_size: 10\n",
        $"(2,1): {Malformed}'batch_size' begins in column 1, but the first keys in column 3 ('hidden_size' on line 1); begin all in the same column");

    [Theory]
    [InlineData("seed\nlayers: 2\n", "(5,1)", "'seed' is no 'key: value'; a key ends in a colon and a space")]
    [InlineData("seed:3\nlayers: 2\n", "(5,1)", "a colon needs a space behind it: write seed: 3")]
    [InlineData("layers: 2\nseed:3\n", "(6,1)", "a colon needs a space behind it: write seed: 3")]
    [InlineData("layers: 2\nseed = 3\n", "(6,1)", "a key ends in a colon: write seed: 3")]
    public void A_line_without_a_key_is_named(string lines, string place, string words) => Expect.ErrorsAfterValid(lines, $"{place}: {Malformed}{words}");

    [Theory]
    [InlineData("description: 'it's a try'\n", "(5,17)", "the quotes are closed here, and more follows; write '' for a ' within them")]
    [InlineData("description: \"a \"small\" try\"\n", "(5,17)", "the quotes are closed here, and more follows; write \\\" for a \" within them")]
    [InlineData("description: 'a try\nlayers: 2\n", "(5,14)", "the quote that opens here is never closed; end the text with '")]
    public void Quotes_within_quotes_and_quotes_left_open_are_named(string lines, string place,
        string words) => Expect.ErrorsAfterValid(lines, $"{place}: {Malformed}{words}");

    [Theory]
    [InlineData("seed:\u00A05", "(5,6)", "EXP002: the character U+00A0 is not the space that YAML knows; write a plain space")]
    [InlineData("seed:\u30005", "(5,6)", "EXP002: the character U+3000 is not the space that YAML knows; write a plain space")]
    [InlineData("seed：5", "(5,5)", "EXP002: the character U+FF1A is not the colon that ends a key; write ': '")]
    [InlineData("seed： 5", "(5,5)", "EXP002: the character U+FF1A is not the colon that ends a key; write ': '")]
    public void What_looks_like_a_space_or_a_colon_is_reported_where_it_stands_and_costs_no_other_line(string line, string place,
        string error) => Expect.ErrorsAfterValid(
        line + "\nlayers: 9\n", $"{place}: {error}", "(6,9): EXP007: 'layers' must be an integer from 1 to 8, got 9");

    [Fact]
    public void A_no_break_space_before_a_key_is_reported_where_it_stands() => Expect.ErrorsAfterValid(
        "reference:\n \u00A0source: a\n", "(6,2): EXP002: the character U+00A0 is not the space that YAML knows; write a plain space");

    [Fact]
    public void Such_characters_within_a_text_are_letters_like_others() =>
        Expect.ErrorsAfterValid("description: 10\u00A0000 images：a “try”\nreference: {source: 比较：\u3000a}\n");

    [Theory]
    [InlineData("weight_decay: 0.005#c",
        "(5,15): EXP006: 'weight_decay' must be a number at least 0, got '0.005#c'; a comment needs a space before '#': write 0.005 #c")]
    [InlineData("layers: 2# two", "(5,9): EXP006: 'layers' must be an integer from 1 to 8, got '2# two'; a comment needs a space before '#': write 2 # two")]
    [InlineData("layers: ２", "(5,9): EXP006: 'layers' must be an integer from 1 to 8, got '２'; some of these characters only look like those of a keyboard, "
        + "or cannot be seen: write 2")]
    [InlineData("seed: −1", "(5,7): EXP006: 'seed' must be a 64-bit integer, got '−1'; some of these characters only look like those of a keyboard, or "
        + "cannot be seen: write -1")]
    [InlineData("seeds: [1，2]", "(5,9): EXP006: 'seed' must be a 64-bit integer, got '1，2'; some of these characters only look like those of a keyboard, or "
        + "cannot be seen: write 1,2")]
    [InlineData("layers: 2 ＃two", "(5,9): EXP006: 'layers' must be an integer from 1 to 8, got '2 ＃two'; some of these characters only look like those of a "
        + "keyboard, or cannot be seen: write 2 #two")]
    [InlineData("\u200Blayers: 2", "(5,1): EXP003: unknown key '\u200Blayers'; some of these characters only look like those of a keyboard, or cannot be seen: "
        + "write layers")]
    [InlineData("ｌayers: 2", "(5,1): EXP003: unknown key 'ｌayers'; some of these characters only look like those of a keyboard, or cannot be seen: "
        + "write layers")]
    [InlineData("matrix: ｛layers: [1, 2]｝", "(5,9): EXP001: the YAML is malformed: full-width brackets are letters to YAML: write matrix: {layers: [1, 2]}")]
    [InlineData("cell: gru#c", "(5,7): EXP008: 'cell' must be 'lstm', 'gru' or 'rnn', got 'gru#c'; a comment needs a space before '#': write gru #c")]
    [InlineData("cell: “gru”", "(5,7): EXP008: 'cell' must be 'lstm', 'gru' or 'rnn', got '“gru”'; curly quotes are letters to YAML: write gru")]
    [InlineData("layers: ‘2’", "(5,9): EXP006: 'layers' must be an integer from 1 to 8, got '‘2’'; curly quotes are letters to YAML: write 2")]
    public void What_is_glued_to_a_value_or_quotes_it_wrongly_is_named(string line, string error) => Expect.ErrorsAfterValid(line + "\n", error);
}
