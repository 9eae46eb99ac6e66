using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Parsing.Names;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Authoring;

/// <summary>The name of an experiment that is to be: held to the generator's rules, and to what lies in the folder already.</summary>
/// <param name="Name">The experiment's name.</param>
/// <param name="IsDraft">Whether its file is to be a draft.</param>
internal sealed record NewSpecName(string Name, bool IsDraft)
{
    /// <summary>The file, relative to the repository.</summary>
    public string Path => NameRules.Folder + Name + (IsDraft ? NameRules.DraftEnding : NameRules.Ending);

    /// <summary>The file it will be when it is no draft any more.</summary>
    public string FinalPath => NameRules.Folder + Name + NameRules.Ending;

    /// <summary>Reads a name as it is typed; with the folder or the file's ending it means the same.</summary>
    /// <param name="word">The word.</param>
    /// <param name="draft">Whether a draft was asked for.</param>
    /// <exception cref="UsageException">Not a name an experiment can have.</exception>
    public static NewSpecName Parse(string word, bool draft)
    {
        string name = word.Replace(System.IO.Path.DirectorySeparatorChar, '/');
        name = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        name = name.StartsWith(NameRules.Folder, StringComparison.Ordinal) ? name[NameRules.Folder.Length..] : name;
        name = name.EndsWith(NameRules.Ending, StringComparison.Ordinal) ? name[..^NameRules.Ending.Length] : name;
        if (name.EndsWith(".draft", StringComparison.Ordinal))
        {
            (name, draft) = (name[..^".draft".Length], true);
        }

        if (NameRules.SegmentFault(name) is { } fault)
        {
            throw new UsageException($"'{word}' cannot name an experiment: {fault}",
                "dotnet run -- new my-idea, or new sweeps/my-idea for a folder of its own");
        }

        return NameRules.TooLong(name) is { } bytes
            ? throw new UsageException($"the experiment's name has {bytes} bytes, folders included; at most {NameRules.LongestName} are allowed",
                "choose a shorter one")
            : new NewSpecName(name, draft);
    }

    /// <summary>Makes sure that nothing stands in the way of the name.</summary>
    /// <param name="existing">Files and folders below <c>experiments/</c>, relative to it, with slashes.</param>
    /// <exception cref="UsageException">Something does; it is named.</exception>
    public void ThrowIfTaken(IReadOnlyCollection<string> existing)
    {
        string[] specs = [.. existing.Where(
            path => path.EndsWith(NameRules.Ending, StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))];
        foreach (string spec in specs)
        {
            string other = WithoutEnding(spec);
            if (string.Equals(other, Name, StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException(
                    $"{NameRules.Folder}{spec} is there "
                        + $"already{(other == Name ? "" : ", and differs only in capitals, which some systems do not distinguish")}; nothing was written",
                    other == Name && spec.EndsWith(NameRules.DraftEnding, StringComparison.Ordinal) && !IsDraft
                        ? $"take the draft in: mv {NameRules.Folder}{spec} {FinalPath}"
                        : "choose another name, or edit that file");
            }
        }

        string[] folders = [.. Name.Split('/').SkipLast(1).Select((_, i) => string.Join('/', Name.Split('/').Take(i + 1)))];
        if (existing.FirstOrDefault(
            path => folders.Any(folder => path != folder && string.Equals(path, folder, StringComparison.OrdinalIgnoreCase))) is { } near)
        {
            throw new UsageException(
                $"the folder {NameRules.Folder}{near} differs from that of '{Name}' only in capitals, which some systems do not distinguish",
                "choose another folder");
        }

        ThrowIfClassIsTaken(
            [.. specs.Select(WithoutEnding).Where(other => NameRules.SegmentFault(other) is null).Select(other => NameRules.NamesOf("", other))]);
    }

    private void ThrowIfClassIsTaken(IReadOnlyList<SpecName> others)
    {
        SpecName mine = NameRules.NamesOf(Path, Name);
        if (others.FirstOrDefault(other => other.Namespace == mine.Namespace && other.ClassName == mine.ClassName) is { } same)
        {
            throw new UsageException($"'{Name}' and '{same.Name}' would both be the class {mine.ModelClass}",
                "choose a name that differs in letters or digits");
        }

        SpecName? clash =
            others.FirstOrDefault(other => Types(mine).Intersect(other.FolderNamespaces()).Any() || Types(other).Intersect(mine.FolderNamespaces()).Any());
        if (clash is not null)
        {
            throw new UsageException($"a class of '{Name}' or of '{clash.Name}' would be named like the other's folder", "choose another name or folder");
        }
    }

    private static IEnumerable<string> Types(SpecName name) =>
        new[] { name.ModelClass, name.TrainerClass, name.RunsClass, name.VariantRecord }.Select(type => name.Qualifier + type);

    private static string WithoutEnding(string path)
    {
        string name = path[..path.LastIndexOf('.')];
        return name.EndsWith(".draft", StringComparison.OrdinalIgnoreCase) ? name[..^".draft".Length] : name;
    }
}
