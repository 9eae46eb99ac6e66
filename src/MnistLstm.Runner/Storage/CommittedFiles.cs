using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MnistLstm.Runner.Storage;

/// <summary>
/// What git's last commit holds of a folder: the only memory of a file, or of a part of one, that is gone. Where there is no git, no
/// repository or no commit, nothing is known. Safe to use from any thread.
/// </summary>
/// <param name="root">The repository's root folder.</param>
/// <param name="folder">The folder, below the root.</param>
internal sealed class CommittedFiles(string root, string folder)
{
    // What `git rev-parse --local-env-vars` lists, but for settings of the user's, which name no repository (GIT_CONFIG_COUNT, GIT_CONFIG_PARAMETERS) and
    // may be what lets git read this one (safe.directory).
    private static readonly string[] s_ofAnotherRepository =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    ];

    private readonly Lazy<IReadOnlyDictionary<string, string>> _objects = new(() => List(root, folder));

    /// <summary>The committed text of a file below the folder; null when it is not known to be committed.</summary>
    /// <param name="path">The file's absolute path.</param>
    public string? Text(string path)
    {
        string relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        return _objects.Value.TryGetValue(relative, out string? id) ? Git(root, "cat-file", "blob", id) : null;
    }

    /// <summary>Makes git look at the repository around its working folder. Within a hook git's variables say where that hook's repository is.</summary>
    internal static void ForgetOtherRepositories(IDictionary<string, string?> environment)
    {
        foreach (string variable in s_ofAnotherRepository)
        {
            environment.Remove(variable);
        }
    }

    private static Dictionary<string, string> List(string root, string folder)
    {
        Dictionary<string, string> objects = new(StringComparer.Ordinal);
        if (!IsBelowRepository(root))
        {
            return objects;
        }

        // <mode> blob <id> TAB <path>, each ended by a NUL, so that no name needs quoting.
        string listed = Git(root, "ls-tree", "-r", "-z", "HEAD", "--", Path.GetRelativePath(root, folder).Replace('\\', '/')) ?? "";
        foreach (string line in listed.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            string[] fields = tab < 0 ? [] : line[..tab].Split(' ');
            if (fields is [_, "blob", string id])
            {
                objects[line[(tab + 1)..]] = id;
            }
        }

        return objects;
    }

    /// <summary>Spares the start of git where it has nothing to say. A worktree's <c>.git</c> is a file.</summary>
    private static bool IsBelowRepository(string root)
    {
        for (DirectoryInfo? folder = new(root); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What git prints; null when it fails.</summary>
    private static string? Git(string root, params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };

        ForgetOtherRepositories(start.Environment);

        // It only looks: nothing is fetched for it, and no index is written.
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using Process git = Process.Start(start)!;
            git.StandardInput.Close();
            Task<string> errors = git.StandardError.ReadToEndAsync();
            string output = git.StandardOutput.ReadToEnd();
            errors.Wait();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            // No git on this machine.
            return null;
        }
    }
}
