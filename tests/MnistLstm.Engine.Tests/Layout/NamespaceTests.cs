using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MnistLstm.Engine.Tests.Layout;

public partial class NamespaceTests
{
    private const string Root = "MnistLstm.Engine";

    private static readonly string s_tests = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, ".."));

    private static readonly string s_sources = Path.GetFullPath(Path.Combine(s_tests, "../../src", Root));

    [Fact]
    public void A_file_s_namespace_is_its_folder() => HoldsNamespaces(s_sources, Root);

    [Fact]
    public void So_is_a_test_s() => HoldsNamespaces(s_tests, Root + ".Tests");

    [Fact]
    public void A_folder_holds_twenty_files_at_most()
    {
        IEnumerable<IGrouping<string?, string>> folders = Files(s_sources).GroupBy(file => Path.GetDirectoryName(file));

        Assert.Equal([], folders.Where(folder => folder.Count() > 20).Select(folder => $"{folder.Key}: {folder.Count()} files"));
    }

    [Fact]
    public void No_type_is_named_like_a_part_of_its_namespace()
    {
        IEnumerable<Type> types = typeof(EngineVersion).Assembly.GetTypes().Where(type => type.Namespace?.Split('.').Contains(type.Name.Split('`')[0]) == true);

        Assert.Equal([], types.Select(type => type.FullName));
    }

    private static void HoldsNamespaces(string sources, string root)
    {
        string[] wrong =
        [
            .. from file in Files(sources)
               let folder = Path.GetDirectoryName(file)!
               let expected = folder.Length == 0 ? root : $"{root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}"
               let found = Declaration().Match(File.ReadAllText(Path.Combine(sources, file))).Groups[1].Value
               where found != expected
               select $"{file}: namespace {found}, expected {expected}",
        ];

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    private static string[] Files(string sources)
    {
        string[] files = [.. Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(sources, file))];
        return [.. files.Where(file => !Built().IsMatch(file)).Order(StringComparer.Ordinal)];
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(obj|bin)[\\/]")]
    private static partial Regex Built();
}
