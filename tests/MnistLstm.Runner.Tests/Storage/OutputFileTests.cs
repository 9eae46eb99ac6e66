using System.Diagnostics;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

public sealed class OutputFileTests : IDisposable
{
    private static readonly byte[] s_content = [1, 2, 3];
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-out-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_file_is_written_and_its_folders_are_made()
    {
        OutputFile.At(In("a/b/c"), replace: false).Write(s_content);
        Assert.Equal(s_content, File.ReadAllBytes(In("a/b/c")));
    }

    [Fact]
    public void A_file_that_is_there_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(In("a"), "mine");
        OutputFileException error = Assert.Throws<OutputFileException>(() => OutputFile.At(In("a"), replace: false));
        Assert.True(error.IsThere);
        Assert.Contains("is there already, and nothing was written", error.Message);
        Assert.Equal("mine", File.ReadAllText(In("a")));
    }

    [Fact]
    public void A_file_that_may_be_replaced_is_there_whole_until_the_new_one_is()
    {
        File.WriteAllText(In("a"), "mine");
        OutputFile file = OutputFile.At(In("a"), replace: true);
        Assert.Throws<InvalidOperationException>(() => file.Write(_ => throw new InvalidOperationException()));
        Assert.Equal("mine", File.ReadAllText(In("a")));
        file.Write(s_content);
        Assert.Equal(s_content, File.ReadAllBytes(In("a")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("missing/")]
    public void A_folder_is_refused(string path) =>
        Assert.Contains("is a folder", Assert.Throws<OutputFileException>(() => OutputFile.At(In(path), replace: true)).Message);

    [Fact]
    public void A_file_in_a_folders_place_is_named()
    {
        File.WriteAllText(In("a"), "mine");
        Assert.EndsWith($"{In("a")} is a file, not a folder", Assert.Throws<OutputFileException>(() => OutputFile.At(In("a/b/c"), replace: true)).Message);
    }

    [UnixFact]
    public void A_name_with_a_line_feed_is_one_line_of_a_message()
    {
        OutputFile file = OutputFile.At(In("a\nb"), replace: false);
        Assert.Equal((In("a\nb"), In("a\uFFFDb")), (file.Path, file.Name));
        file.Write(s_content);
        Assert.StartsWith($"'{In("a\uFFFDb")}' is there already",
            Assert.Throws<OutputFileException>(() => OutputFile.At(In("a\nb"), replace: false)).Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_link_is_followed_and_stays()
    {
        File.WriteAllText(In("real"), "mine");
        File.CreateSymbolicLink(In("near"), "real");
        File.CreateSymbolicLink(In("link"), "near");
        Assert.True(Assert.Throws<OutputFileException>(() => OutputFile.At(In("link"), replace: false)).IsThere);
        OutputFile.At(In("link"), replace: true).Write(s_content);
        Assert.Equal("near", new FileInfo(In("link")).LinkTarget);
        Assert.Equal(s_content, File.ReadAllBytes(In("real")));
    }

    [UnixFact]
    public void A_link_to_nothing_makes_the_file_it_leads_to()
    {
        File.CreateSymbolicLink(In("link"), "real");
        OutputFile.At(In("link"), replace: false).Write(s_content);
        Assert.Equal(s_content, File.ReadAllBytes(In("real")));
        Assert.NotNull(new FileInfo(In("link")).LinkTarget);
    }

    [UnixFact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(In("a"), "b");
        File.CreateSymbolicLink(In("b"), "a");
        Assert.Contains("is a link that leads nowhere", Assert.Throws<OutputFileException>(() => OutputFile.At(In("a"), replace: true)).Message);
    }

    [UnixFact]
    public void A_device_takes_what_is_written_and_stays_a_device()
    {
        File.CreateSymbolicLink(In("null"), "/dev/null");
        OutputFile file = OutputFile.At(In("null"), replace: false);
        Assert.False(file.IsKept);
        file.Write(s_content);
        Assert.Equal("/dev/null", new FileInfo(In("null")).LinkTarget);
        Assert.Equal(PathKind.Device, PathKinds.Of("/dev/null"));
    }

    [UnixFact]
    public void A_pipe_takes_what_is_written_and_stays_a_pipe()
    {
        Process.Start("mkfifo", [In("pipe")]).WaitForExit();
        using Process reader = Process.Start(new ProcessStartInfo("od", ["-An", "-tu1", In("pipe")]) { RedirectStandardOutput = true })!;
        OutputFile.At(In("pipe"), replace: false).Write(s_content);
        Assert.Equal("1 2 3", string.Join(' ', reader.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim());
        Assert.Equal(PathKind.Device, PathKinds.Of(In("pipe")));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
