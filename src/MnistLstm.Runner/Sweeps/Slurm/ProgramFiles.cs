using System.Reflection;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>This program as it lies on the disk.</summary>
/// <param name="Folder">All its files.</param>
/// <param name="Executable">The file in it that starts it.</param>
/// <param name="Runtime">The folder of .NET that it runs on; null when it brings its own.</param>
internal sealed record ProgramFiles(string Folder, string Executable, string? Runtime)
{
    /// <summary>Larger files are libraries that no build changes (libtorch): a link to them does.</summary>
    private const long LargestCopy = 16 << 20;

    private const string Ending = ".dll";

    /// <summary>The program that is running.</summary>
    public static ProgramFiles Current
    {
        get
        {
            string folder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
            string name = Assembly.GetEntryAssembly()?.GetName().Name ?? "";
            string own = Path.Combine(folder, name);
            string runtime = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
            return new ProgramFiles(folder, File.Exists(own) ? name : name + Ending, File.Exists(Path.Combine(runtime, "dotnet")) ? runtime : null);
        }
    }

    /// <summary>True when it is started by <c>dotnet</c>, as an argument.</summary>
    public bool IsLibrary => Executable.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>Copies it, so that tasks that start in hours start this program, whatever was built meanwhile.</summary>
    /// <exception cref="IOException">It cannot be copied.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to.</exception>
    public void CopyTo(string target)
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (new FileInfo(file).Length > LargestCopy)
            {
                File.CreateSymbolicLink(copy, file);
            }
            else
            {
                File.Copy(file, copy);
            }
        }
    }
}
