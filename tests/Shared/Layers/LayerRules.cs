using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace MnistLstm.Tests.Layers;

/// <summary>What holds a project's house in order: its folders are layers, each of which uses only those before it, so that one can be read after the
/// other.</summary>
/// <param name="assembly">The compiled project. What methods do counts, not their signatures alone.</param>
/// <param name="folder">The project's folder, from the repository's root; its name is the root namespace.</param>
/// <param name="layers">Every folder with types, first the ones that stand alone. Empty is the project's own folder.</param>
/// <param name="known">A use that is there, by the two types' names: without it the rule would hold for whatever the loader does not see.</param>
public abstract partial class LayerRules(Assembly assembly, string folder, string[] layers, (string User, string Used) known)
{
    private const int LongestLine = 160;

    private static Architecture? s_compiled;

    private readonly Architecture _compiled = s_compiled ??= new ArchLoader().LoadAssemblies(assembly).Build();

    private readonly string _root = Path.GetFileName(folder);

    [Fact]
    public void A_folder_uses_only_the_folders_before_it()
    {
        IEnumerable<string> against = from type in Own()
                                      from dependency in type.Dependencies
                                      where dependency.Target is not GenericParameter && IsOwn(dependency.Target) && Place(dependency.Target) > Place(type)
                                      select $"{type.FullName} uses {dependency.Target.FullName}";
        Assert.Empty(against.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order() =>
        Assert.Equal(layers.Order(StringComparer.Ordinal), Own().Select(Folder).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_compiled_types_say_what_they_use() =>
        Assert.Contains(Own().Single(type => Name(type) == known.User).Dependencies, dependency => Name(dependency.Target) == known.Used);

    [Fact]
    public void A_files_namespace_is_its_folder() =>
        Assert.All(Files(folder).Concat(Files(TestFolder)), file =>
        {
            string project = file.StartsWith(PathOf(TestFolder), StringComparison.Ordinal) ? TestFolder : folder;
            string space = string.Join('.', Parts(PathOf(project), file).SkipLast(1).Prepend(Path.GetFileName(project)));
            Assert.Equal((file, space), (file, Namespace().Match(File.ReadAllText(file)).Groups["name"].Value));
        });

    [Fact]
    public void No_type_is_called_like_a_namespace()
    {
        System.Type[] types = [.. assembly.GetTypes().Where(type => type.Namespace?.StartsWith(_root, StringComparison.Ordinal) == true)];
        HashSet<string?> spaces = [.. types.Select(type => type.Namespace)];
        Assert.DoesNotContain(types, type => spaces.Contains(type.FullName) || type.Namespace!.Split('.').Contains(type.Name.Split('`')[0]));
    }

    [Fact]
    public void No_line_is_longer_than_a_screen() =>
        Assert.Empty(from file in Files(folder).Concat(Files(TestFolder))
                     from line in File.ReadAllText(file).Split('\n').Select((text, index) => (text, number: index + 1))
                     where line.text.Length > LongestLine
                     select $"{file}({line.number})");

    /// <summary>The files that are not the project's own: what the compiler looks for stands in the framework's namespace.</summary>
    protected virtual bool IsForeign(string part) => part is "obj" or "bin";

    private string TestFolder => $"tests/{_root}.Tests";

    private string[] Files(string project)
    {
        string at = PathOf(project);
        string[] files = [.. Directory.GetFiles(at, "*.cs", SearchOption.AllDirectories).Where(file => !Parts(at, file).Any(IsForeign))];
        Assert.NotEmpty(files);
        return files;
    }

    private IEnumerable<IType> Own() => _compiled.Types.Where(type => IsOwn(type) && !type.IsCompilerGenerated);

    private bool IsOwn(IType type) => Space(type) == _root || Space(type).StartsWith(_root + ".", StringComparison.Ordinal);

    private int Place(IType type) => Array.IndexOf(layers, Folder(type));

    private string Folder(IType type) => Space(type)[_root.Length..].TrimStart('.');

    private static string Space(IType type) => type.Namespace?.FullName ?? "";

    private static string Name(IType type) => type.Name.Split('`')[0];

    private static string[] Parts(string folder, string file) => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);

    private static string PathOf(string project) => Path.Combine(RepositoryRoot(), project.Replace('/', Path.DirectorySeparatorChar));

    private static string RepositoryRoot([CallerFilePath] string file = "")
    {
        string? above = Path.GetDirectoryName(file);
        while (above is not null && !File.Exists(Path.Combine(above, "Directory.Packages.props")))
        {
            above = Path.GetDirectoryName(above);
        }

        return above ?? throw new DirectoryNotFoundException($"{file} lies in no repository: no folder above it has a Directory.Packages.props");
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
