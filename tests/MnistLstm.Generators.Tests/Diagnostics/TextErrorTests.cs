using System.Text;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Diagnostics;

public class TextErrorTests
{
    private const string Tab = "EXP002: a tab is not allowed in a spec; use spaces";

    [Fact]
    public void A_tab_as_indentation_is_reported_where_it_stands() => Expect.ErrorsAfterValid("reference:\n\tsource: x\n", $"(6,1): {Tab}");

    [Fact]
    public void A_tab_behind_a_key_is_reported_where_it_stands() =>
        Expect.ErrorsAfterValid("seed:\t5\nlayers: 9\n", $"(5,6): {Tab}", "(6,9): EXP007: 'layers' must be an integer from 1 to 8, got 9");

    [Fact]
    public void A_tab_in_a_comment_does_no_harm() => Expect.ErrorsAfterValid("seed: 5 #\ta\n#\tb\n");

    [Theory]
    [InlineData('\0', "0000")]
    [InlineData('\u0007', "0007")]
    [InlineData('\u007F', "007F")]
    [InlineData('\u009F', "009F")]
    [InlineData('\uD800', "D800")]
    [InlineData('\uFFFF', "FFFF")]
    public void A_character_nobody_sees_is_reported_where_it_stands(char c, string code) => Expect.ErrorsAfterValid(
        $"seed: 1{c}2\n", $"(5,8): EXP002: the character U+{code} is not allowed in a spec; remove it");

    [Fact]
    public void Bytes_that_are_not_UTF8_are_reported_where_they_stand() => Expect.ErrorsAfterValid(
        "description: caf\uFFFD\n", "(5,17): EXP002: the file is not valid UTF-8 here (or holds the replacement character U+FFFD); save it as UTF-8");

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Another_encoding_is_refused_and_the_rest_checked(string encoding)
    {
        Encoding other = Encoding.GetEncoding(encoding);
        Expect.ErrorsOf(
            [SpecText.OfBytes("experiments/a.yaml", [.. other.GetPreamble(), .. other.GetBytes(SpecText.Valid + "foo: 1\n")])],
            $"a.yaml(1,1): EXP002: the file is not valid UTF-8 but was read as {encoding}; save it as UTF-8",
            "a.yaml(5,1): EXP003: unknown key 'foo'" + Expect.SpecKeys);
    }

    [Fact]
    public void A_byte_order_mark_inside_is_reported() => Expect.ErrorsAfterValid(
        "\uFEFFseed: 1\n", "(5,1): EXP002: a byte order mark may only stand at the start of the file; remove this one");

    [Fact]
    public void A_byte_order_mark_at_the_start_shifts_no_position() => Expect.Errors(
        "\uFEFF" + SpecText.Valid + "foo: 1\nseed: x\n", "(5,1): EXP003: unknown key 'foo'" + Expect.SpecKeys,
        "(6,7): EXP006: 'seed' must be a 64-bit integer, got 'x'");

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public void Positions_hold_for_every_line_end(string end) => Expect.Errors(
        SpecText.Valid.Replace("\n", end) + $"# ünïcode 😀{end}description: 😀 a{end}seed: x{end}", "(7,7): EXP006: 'seed' must be a 64-bit integer, got 'x'");

    [Fact]
    public void Letters_beyond_the_first_plane_are_allowed_and_shift_no_position() => Expect.ErrorsAfterValid(
        "reference: {source: \"😀😀\", x: 1}\n", "(5,29): EXP003: unknown key 'x'" + Expect.ReferenceKeys);

    [Fact]
    public void An_unclosed_bracket_is_reported_where_it_opens() => Expect.ErrorsAfterValid(
        "reference: {source: x\n", "(5,12): EXP001: the YAML is malformed: '{' is never closed by '}'");

    [Fact]
    public void What_stands_before_a_fault_is_checked_all_the_same() => Expect.Errors(
        "foo: 1\nepochs: \"2\n",
        "(1,1): EXP003: unknown key 'foo'" + Expect.SpecKeys,
        "(2,9): EXP001: the YAML is malformed: the quote that opens here is never closed; end the text with \"");

    [Fact]
    public void A_second_document_is_refused() => Expect.ErrorsAfterValid(
        "---\nfoo: 1\n", "(5,1): EXP009: a second document is not allowed in a spec; keep one experiment a file");

    [Fact]
    public void A_first_document_may_be_marked() => Expect.Errors("---\n" + SpecText.Valid + "...\n");

    [Fact]
    public void A_directive_is_refused() => Expect.Errors(
        "%YAML 1.3\n---\n" + SpecText.Valid, "(1,1): EXP009: a YAML directive ('%YAML 1.3') is not allowed in a spec; drop the line");

    [Fact]
    public void An_anchor_and_its_alias_are_refused() => Expect.ErrorsAfterValid(
        "layers: &n 2\nseed: *n\n",
        "(5,9): EXP009: an anchor ('&n') is not allowed in a spec; remove it and write the value where it is needed",
        "(6,7): EXP009: an alias is not allowed in a spec; write the value itself");

    [Fact]
    public void A_tag_is_refused() => Expect.ErrorsAfterValid(
        "layers: !!int 2\n", "(5,9): EXP009: a tag is not allowed in a spec; remove it; a key's type is fixed");

    [Fact]
    public void A_merge_key_is_refused() => Expect.ErrorsAfterValid(
        "<<: {seed: 1}\n", "(5,1): EXP009: a merge key is not allowed in a spec; write the keys themselves");

    [Fact]
    public void A_key_with_an_anchor_is_not_reported_as_missing_as_well() => Expect.Errors(
        SpecText.Valid.Replace("epochs", "&e epochs"),
        "(4,1): EXP009: an anchor ('&e') is not allowed in a spec; remove it and write the value where it is needed");

    [Fact]
    public void A_key_that_is_a_list_is_refused() => Expect.ErrorsAfterValid(
        "? [a]\n: 1\n", "(5,3): EXP009: a list or mapping as a key is not allowed in a spec; a key is one word");

    [Fact]
    public void Nesting_up_to_the_limit_is_one_wrong_value() => Expect.ErrorsAfterValid(
        $"seed: {new string('[', 64)}{new string(']', 64)}\n", "(5,7): EXP006: 'seed' must be a 64-bit integer, got a list");

    [Fact]
    public void Deeper_nesting_is_refused_at_the_first_bracket_that_is_too_much() => Expect.ErrorsAfterValid(
        $"# {new string('[', 500)}\nseed: {new string('[', 5000)}{new string(']', 5000)}\n",
        "(6,71): EXP001: the YAML is malformed: more than 64 brackets are open here");

    [Fact]
    public void Deep_indentation_is_refused_at_the_first_list_that_is_too_much() => Expect.ErrorsAfterValid(
        $"seed:\n  {string.Concat(Enumerable.Repeat("- ", 5000))}x\n",
        "(6,3): EXP006: 'seed' must be a 64-bit integer, got a list",
        "(6,131): EXP001: the YAML is malformed: more than 64 lists or mappings are within each other here");

    [Fact]
    public void Of_more_than_a_thousand_errors_the_first_are_reported()
    {
        IReadOnlyList<string> errors =
            GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + string.Concat(Enumerable.Range(0, 1005).Select(i => $"foo{i}: 1\n"))).Errors;
        Assert.Equal(1001, errors.Count);
        Assert.Equal("a.yaml(1,1): EXP060: this file has more than 1,000 errors; those found first are reported, mend them to see the others", errors[0]);
        Assert.Equal("a.yaml(1004,1): EXP003: unknown key 'foo999'" + Expect.SpecKeys, errors[^1]);
    }

    [Fact]
    public void A_text_far_too_long_is_not_looked_at() => Expect.Errors(
        SpecText.Valid + "#" + new string(' ', 2000000),
        "(1,1): EXP020: 'experiments/a.yaml' cannot be read: it has " + (SpecText.Valid.Length + 2000001) + " characters, and a spec at most 1048576");

    [Fact]
    public void A_file_that_cannot_be_read_is_named() => Expect.ErrorsOf(
        [new SpecText("experiments/a.yaml", null)], "a.yaml(1,1): EXP020: 'experiments/a.yaml' cannot be read; is it there, and may it be read?");

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_specs_hash()
    {
        string hash = Hash(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid));
        Assert.Equal(hash, Hash(GeneratorRun.Of("experiments/a.yaml", "\uFEFF" + SpecText.Valid)));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(SpecText.Valid))), hash);

        static string Hash(GeneratorRun run) => run.Sources["Runs/a.g.cs"].Split("SpecSha256 = \"")[1][..64];
    }
}
