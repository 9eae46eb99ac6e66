using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps.Slurm;

namespace MnistLstm.Runner.Tests.Sweeps.Slurm;

public sealed class SharedFolderTests
{
    private static readonly string[] s_two = ["node1", "node2"];

    [Fact]
    public void A_folder_in_memory_is_refused_where_there_are_other_nodes()
    {
        UsageException error = Assert.Throws<UsageException>(() => SharedFolder.Judge("/tmp/results", "tmpfs", s_two));
        Assert.Equal("/tmp/results lies in this machine's memory (tmpfs), which no other node sees", error.Message);
        Assert.StartsWith("choose a folder that all nodes share", error.Help[0]);
    }

    [Fact]
    public void A_folder_on_a_disk_of_this_machine_is_remarked_on() =>
        Assert.Equal("/data/results is on a disk of this machine (ext4); the nodes must see it by the same path (docs/scale.md)",
            SharedFolder.Judge("/data/results", "ext4", s_two));

    [Theory]
    [InlineData("nfs")]
    [InlineData("lustre")]
    [InlineData(null)]
    public void A_folder_on_a_network_is_fine_and_so_is_what_is_not_known(string? kind) => Assert.Null(SharedFolder.Judge("/shared/results", kind, s_two));

    [Fact]
    public void Where_this_machine_is_the_only_node_any_folder_is_fine() => Assert.Null(SharedFolder.Judge("/tmp/results", "tmpfs", [Environment.MachineName]));

    [Theory]
    [InlineData("/shared/a\\b")]
    [InlineData("/shared/a\nb")]
    public void A_path_that_Slurm_cannot_name_logs_in_is_refused(string folder) =>
        Assert.Contains("a backslash or a control character", Assert.Throws<UsageException>(() => SharedFolder.Judge(folder, "nfs", s_two)).Message);

    [Fact]
    public void A_folder_that_is_not_there_yet_is_judged_by_the_one_it_will_be_in()
    {
        string there = Path.GetTempPath();
        Assert.NotNull(SharedFolder.KindOf(there));
        Assert.Equal(SharedFolder.KindOf(there), SharedFolder.KindOf(Path.Combine(there, Guid.NewGuid().ToString("n"), "results")));
    }
}
