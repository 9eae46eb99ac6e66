using System.Text.RegularExpressions;
using MnistLstm.Generators.Tests.Documents;

namespace MnistLstm.Generators.Tests.Layers;

/// <summary>Where a file lies says what its types are called.</summary>
public partial class FolderTests
{
    [Theory]
    [InlineData("generators/MnistLstm.Generators", "MnistLstm.Generators")]
    [InlineData("tests/MnistLstm.Generators.Tests", "MnistLstm.Generators.Tests")]
    public void A_files_namespace_is_its_folder(string project, string root)
    {
        string folder = RepositoryFile.PathOf(project);
        string[] files = [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(IsNotOurs))];
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            string below = Path.GetDirectoryName(Path.GetRelativePath(folder, file))!.Replace(Path.DirectorySeparatorChar, '.');
            Assert.Equal((file, below.Length == 0 ? root : $"{root}.{below}"), (file, Namespace().Match(File.ReadAllText(file)).Groups["name"].Value));
        });
    }

    [Fact]
    public void No_type_is_called_like_a_namespace()
    {
        Type[] types = typeof(ExperimentGenerator).Assembly.GetTypes();
        HashSet<string> spaces = [.. types.SelectMany(type => (type.Namespace ?? "").Split('.'))];
        Assert.DoesNotContain(types, type => spaces.Contains(type.Name));
    }

    // What the compiler looks for stands in the framework's namespace; what stands for TorchSharp, in that one's.
    private static bool IsNotOurs(string part) => part is "obj" or "bin" or "IsExternalInit.cs" or "TorchSharp";

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
