using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Runner.Tests.Storage;

namespace MnistLstm.Runner.Tests.Sweeps.Slurm;

/// <summary>What lies in an array's folder may be of anybody's hand.</summary>
public sealed class ArrayFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mnist-lstm-array-").FullName;
    private readonly RepositoryLayout _layout;
    private readonly ArrayFolder _folder;

    public ArrayFolderTests()
    {
        _layout = new RepositoryLayout(_root);
        _folder = ArrayFolder.Create(_layout, TimeProvider.System, [["a"], ["b"]], new Dictionary<string, string> { ["a"] = "01", ["b"] = "02" });
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Files_with_other_names_are_no_tasks()
    {
        foreach (string name in new[] { "01", "99999999999", "notes", "1.bak" })
        {
            File.WriteAllText(Path.Combine(_folder.Folder, "tasks", name), "x\n");
        }

        Assert.Equal([(1, "a"), (2, "b")], _folder.Tasks().OrderBy(task => task.Key).Select(task => (task.Key, Assert.Single(task.Value))));
    }

    [Fact]
    public void A_run_that_stands_twice_in_the_list_has_no_fingerprint_and_the_others_have_theirs()
    {
        File.AppendAllText(Path.Combine(_folder.Folder, "runs"), "03 a\nnonsense\n");
        Assert.Equal([KeyValuePair.Create("b", "02")], _folder.Fingerprints());
    }

    [UnixFact]
    public void A_folder_that_cannot_be_listed_has_no_arrays()
    {
        Assert.Single(ArrayFolder.All(_layout));
        string above = Path.GetDirectoryName(_folder.Folder)!;
        Directory.Delete(above, recursive: true);
        Assert.Empty(ArrayFolder.All(_layout));

        // A link to itself, since root may read whatever there is.
        File.CreateSymbolicLink(above, above);
        Assert.Empty(ArrayFolder.All(_layout));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"runs\": 1}")]
    [InlineData("{\"runs\": [null]}")]
    [InlineData("{\"runs\": [{\"name\": null, \"status\": \"x\", \"error\": null}]}")]
    [InlineData("{\"runs\": [{\"name\": \"\\ud800\", \"status\": \"x\", \"error\": null}]}")]
    [InlineData("{\"runs\": [{\"name\": \"a\", \"status\": 1, \"error\": null}]}")]
    public void A_report_that_is_none_says_nothing(string text) => Assert.Null(TaskReport.Parse(text));
}
