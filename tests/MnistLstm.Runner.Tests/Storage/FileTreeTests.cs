using System.Runtime.Versioning;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

/// <summary>Links to folders among specs and snapshots.</summary>
public sealed class FileTreeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mnist-lstm-tree-").FullName;

    public FileTreeTests()
    {
        Put("experiments/a.yaml");
        Put("experiments/deep/b.yaml");
        Put("experiments/snapshots/a.verified.json");
        Put("elsewhere/c.yaml");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [UnixTheory]
    [InlineData("experiments/loop", ".")]
    [InlineData("experiments/deep/loop", "..")]
    [InlineData("experiments/deep/loop", "../../experiments")]
    [InlineData("experiments/loop", "../../{root}")]
    [InlineData("experiments/snapshots/loop", ".")]
    [InlineData("experiments/snapshots/loop", "loop")]
    public void A_link_that_leads_back_up_gives_nothing_twice(string link, string target)
    {
        Link(link, target.Replace("{root}", Path.GetFileName(_root), StringComparison.Ordinal));
        Assert.Equal(["experiments/a.yaml", "experiments/deep/b.yaml"], Specs());
        Assert.Equal(["a"], new SnapshotStore(new RepositoryLayout(_root), readOnly: true).Experiments(received: false).Select(file => file.Experiment));
    }

    [UnixFact]
    public void A_link_to_a_folder_of_elsewhere_is_followed_as_the_build_does()
    {
        Link("experiments/linked", "../elsewhere");
        Assert.Equal(["experiments/a.yaml", "experiments/deep/b.yaml", "experiments/linked/c.yaml"], Specs());
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_may_not_be_read_hides_what_is_in_it_and_nothing_else()
    {
        string deep = Path.Combine(_root, "experiments", "deep");
        File.SetUnixFileMode(deep, UnixFileMode.None);
        try
        {
            Assert.Equal(["experiments/a.yaml"], Specs());
        }
        finally
        {
            File.SetUnixFileMode(deep, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_folder_that_is_called_like_a_spec_is_none()
    {
        Put("experiments/folder.yaml/d.txt");
        Assert.Equal(["experiments/a.yaml", "experiments/deep/b.yaml"], Specs());
    }

    private IReadOnlyList<string> Specs() => new SpecPaths(_root, _root).OnDisk(Path.Combine(_root, "experiments"));

    private void Link(string path, string target) => File.CreateSymbolicLink(Path.Combine(_root, path), target);

    private void Put(string path)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
    }
}
