using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Runs;

namespace MnistLstm.Runner.Tests.Storage;

public class RepositoryLayoutTests
{
    [Fact]
    public void The_root_is_found_from_a_folder_below_it()
    {
        using TestRepository repository = new();
        string below = Directory.CreateDirectory(repository.PathOf("src/deep")).FullName;
        Assert.Equal(repository.Layout.Root, RepositoryLayout.Find(below).Root);
    }

    [Fact]
    public void Outside_of_a_repository_the_one_the_program_was_built_from_serves()
    {
        using TestRepository built = new();
        string elsewhere = Directory.CreateDirectory(built.PathOf("elsewhere")).FullName;
        File.Delete(built.PathOf("MnistLstm.Experiments.sln"));
        Assert.Equal(built.Layout.Root, RepositoryLayout.Find(elsewhere, null, built.Layout.Root).Root);
    }

    [Fact]
    public void A_folder_of_another_program_s_project_is_passed_by_where_the_own_one_is_there()
    {
        using TestRepository other = new();
        using TestRepository own = new();
        File.WriteAllText(other.PathOf("Other.csproj"), "");
        Assert.Equal(own.Layout.Root, RepositoryLayout.Find(other.Layout.Root, null, own.Layout.Root, "Own.csproj").Root);

        // The own project, built elsewhere; a project that is gone; and a folder that names no project at all.
        Assert.Equal(other.Layout.Root, RepositoryLayout.Find(other.Layout.Root, null, own.Layout.Root, "Other.csproj").Root);
        Assert.Equal(other.Layout.Root, RepositoryLayout.Find(other.Layout.Root, null, own.PathOf("gone"), "Own.csproj").Root);
        File.Delete(other.PathOf("Other.csproj"));
        Assert.Equal(other.Layout.Root, RepositoryLayout.Find(other.Layout.Root, null, own.Layout.Root, "Own.csproj").Root);
    }

    [Fact]
    public void Without_any_repository_the_folders_looked_at_are_named()
    {
        using TestRepository repository = new();
        File.Delete(repository.PathOf("MnistLstm.Experiments.sln"));
        string gone = repository.PathOf("gone");
        string message = Assert.Throws<DirectoryNotFoundException>(() => RepositoryLayout.Find(repository.Layout.Root, null, gone)).Message;
        Assert.Contains(repository.Layout.Root, message, StringComparison.Ordinal);
        Assert.Contains(gone, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Brackets_commas_and_equal_signs_of_a_name_are_kept_to_the_letter()
    {
        using TestRepository repository = new();
        Assert.Equal(
            Path.Combine(repository.Layout.Results, "sweeps", "size[hidden_size=32,seed=1]"),
            repository.Layout.RunFolder("sweeps/size[hidden_size=32,seed=1]"));
    }

    [Fact]
    public void A_path_outside_of_the_repository_is_shown_whole()
    {
        using TestRepository repository = new();
        Assert.Equal("experiments/a.yaml", repository.Layout.Relative(repository.PathOf("experiments/a.yaml")));
        Assert.Equal(Path.GetTempPath(), repository.Layout.Relative(Path.GetTempPath()));
    }
}
