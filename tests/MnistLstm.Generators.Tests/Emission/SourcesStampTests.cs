using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Emission;

/// <summary>When two builds count as made from the same sources: wherever they stand and however they are laid out, as long as the code is the same.</summary>
public class SourcesStampTests
{
    private const string Folder = "/a/src/Engine/";
    private const string Code = "namespace A;\nclass B\n{\n    int C() => 1 + 2;\n}\n";

    private static string Plain => Of(("Kernels/B.cs", Code))!;

    [Theory]
    [InlineData("// a comment\nnamespace A;\nclass B\n{\n    int C() => 1 + 2;\n}\n")]
    [InlineData("namespace A;\r\nclass B\r\n{\r\n    int C() => 1 + 2;\r\n}\r\n")]
    [InlineData("namespace A; class B { /* sum */ int C() => 1+2; }")]
    [InlineData("namespace A;\n/// <summary>Documented.</summary>\nclass B\n{\n#pragma warning disable\n    int C() => 1 + 2;\n}\n")]
    public void Comments_blanks_and_line_ends_are_no_other_sources(string text) => Assert.Equal(Plain, Of(("Kernels/B.cs", text)));

    [Theory]
    [InlineData("namespace A;\nclass B\n{\n    int C() => 1 + 3;\n}\n")]
    [InlineData("namespace A;\nclass B\n{\n    int D() => 1 + 2;\n}\n")]
    [InlineData("namespace A;\nclass B\n{\n    int C() => 12;\n}\n")]
    public void Other_code_is(string text) => Assert.NotEqual(Plain, Of(("Kernels/B.cs", text)));

    [Fact]
    public void A_comment_within_a_text_is_code() =>
        Assert.NotEqual(Of(("B.cs", "class B { string C = \"// a\"; }")), Of(("B.cs", "class B { string C = \"// b\"; }")));

    [Fact]
    public void A_file_more_is_another_source() => Assert.NotEqual(Plain, Of(("Kernels/B.cs", Code), ("Kernels/D.cs", "class D;")));

    [Fact]
    public void Names_of_files_and_folders_and_the_place_of_the_checkout_are_not()
    {
        Assert.Equal(Plain, Of(("Moved/Renamed.cs", Code)));
        Assert.Equal(Plain, SourcesStamp.Of("/else;where #2/Engine/", [("/else;where #2/Engine/B.cs", Code)]));
    }

    [Fact]
    public void What_the_build_writes_and_what_lies_outside_is_left_out() => Assert.Equal(
        Plain, SourcesStamp.Of(Folder,
            [(Folder + "Kernels/B.cs", Code), (Folder + "obj/Debug/Engine.AssemblyInfo.cs", "[assembly: X(\"commit\")]"),
                ("/a/generators/Linked.cs", "class Linked;")]));

    [Theory]
    [InlineData("class B {\n#if DEBUG\n    int C = 1;\n#else\n    int C = 2;\n#endif\n}\n",
        "class B {\n#if DEBUG\n    int C = 1;\n#else\n    int C = 3;\n#endif\n}\n")]
    [InlineData("class B {\n#if DEBUG\n    int C = 1;\n#endif\n}\n", "class B {\n#if TRACE\n    int C = 1;\n#endif\n}\n")]
    public void Debug_and_Release_are_the_same_sources_and_what_one_of_them_leaves_out_counts(string text, string other)
    {
        Assert.Equal(Of("DEBUG", text), Of("RELEASE", text));
        Assert.NotEqual(Of("DEBUG", text), Of("DEBUG", other));

        static string? Of(string symbol, string text) => SourcesStamp.Of(Folder, [(Folder + "B.cs", text)], symbol);
    }

    [Fact]
    public void A_project_that_does_not_ask_has_no_stamp() => Assert.Null(SourcesStamp.Of(null, [(Folder + "B.cs", Code)]));

    private static string? Of(
        params (string Path, string Text)[] sources) => SourcesStamp.Of(Folder, sources.Select(source => (Folder + source.Path, source.Text)));
}
