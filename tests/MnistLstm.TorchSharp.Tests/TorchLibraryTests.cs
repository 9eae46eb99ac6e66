using System.Text;

namespace MnistLstm.TorchSharp.Tests;

public class TorchLibraryTests
{
    private static readonly SymbolVersions s_needed = new(new Version(2, 34), new Version(3, 4, 32));

    [Fact]
    public void Libtorch_can_be_loaded_here() => Assert.Null(TorchLibrary.Fault());

    [Theory]
    [InlineData("2.36", "3.4.30", "here is glibc 2.36 and libstdc++ with GLIBCXX_3.4.30")]
    [InlineData("2.31", "3.4.32", "here is glibc 2.31 and libstdc++ with GLIBCXX_3.4.32")]
    [InlineData(null, null, "here is no glibc and no libstdc++")]
    public void What_is_needed_what_is_there_and_the_remedy_are_named(string? c, string? cpp, string here)
    {
        string missing = TorchLibrary.Missing(s_needed, new SymbolVersions(Parsed(c), Parsed(cpp)))!;

        Assert.Contains($"needs glibc 2.34 and libstdc++ with GLIBCXX_3.4.32; {here}.", missing, StringComparison.Ordinal);
        Assert.Contains("tests/debian13/enter", missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.34", "3.4.32")]
    [InlineData("2.41", "3.4.33")]
    [InlineData("3.0", "4.0")]
    public void Nothing_is_missing_where_both_are_as_new_or_newer(string c, string cpp) =>
        Assert.Null(TorchLibrary.Missing(s_needed, new SymbolVersions(Parsed(c), Parsed(cpp))));

    [Theory]
    [InlineData("GLIBC_2.4\0GLIBC_2.34\0GLIBC_2.14\0", "2.34")]
    [InlineData("x\0GLIBC_PRIVATE\0GLIBC_2.2.5\0", "2.2.5")]
    [InlineData("GLIBCXX_3.4.32\0GLIBC_ABI_DT_RELR\0", null)]
    [InlineData("GLIBC_2.99 in a sentence\0", null)]
    [InlineData("GLIBC_2.99", null)]
    [InlineData("GLIBC_", null)]
    public void The_newest_version_that_a_file_names_is_found(string file, string? newest) =>
        Assert.Equal(Parsed(newest), SymbolVersions.Newest(Encoding.ASCII.GetBytes(file), "GLIBC_"));

    [Fact]
    public void This_process_has_the_libraries_that_the_native_library_asks_for()
    {
        SymbolVersions here = SymbolVersions.Here();

        Assert.InRange(here.C!, new Version(2, 34), new Version(3, 0));
        Assert.InRange(here.Cpp!, new Version(3, 4, 32), new Version(4, 0));
    }

    private static Version? Parsed(string? text) => text is null ? null : Version.Parse(text);
}
