using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MnistLstm.Training.Tests.Layers;

/// <summary>Where a file lies says what its types are called.</summary>
public sealed partial class FolderTests
{
    [Theory]
    [InlineData("src/MnistLstm.Training", "MnistLstm.Training")]
    [InlineData("tests/MnistLstm.Training.Tests", "MnistLstm.Training.Tests")]
    public void A_files_namespace_is_its_folder(string project, string root)
    {
        string folder = Path.Combine(RepositoryRoot(), project);
        string[] files = [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !Parts(folder, file).Any(part => part is "obj" or "bin"))];
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            string space = string.Join('.', Parts(folder, file).SkipLast(1).Prepend(root));
            Assert.Equal((file, space), (file, Namespace().Match(File.ReadAllText(file)).Groups["name"].Value));
        });
    }

    [Fact]
    public void No_type_is_called_like_a_namespace()
    {
        Type[] types = typeof(Trainer).Assembly.GetTypes();
        HashSet<string> spaces = [.. types.SelectMany(type => (type.Namespace ?? "").Split('.'))];
        Assert.DoesNotContain(types, type => spaces.Contains(type.Name));
    }

    private static string[] Parts(string folder, string file) => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);

    private static string RepositoryRoot([CallerFilePath] string file = "")
    {
        string? folder = Path.GetDirectoryName(file);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException($"{file} lies in no repository: no folder above it has a Directory.Packages.props");
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
