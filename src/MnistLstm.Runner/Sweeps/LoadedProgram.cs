using System.Reflection;

namespace MnistLstm.Runner.Sweeps;

/// <summary>The program's own files while it runs. A build may put others in their place at any time.</summary>
internal static class LoadedProgram
{
    /// <summary>
    /// Loads every assembly that the program refers to, so that none is looked for later, when a newer build's may lie there. What is loaded
    /// stays as it is: a build replaces files and does not write into them.
    /// </summary>
    public static void Complete() => Load(typeof(LoadedProgram).Assembly, new HashSet<string>(StringComparer.Ordinal));

    private static void Load(Assembly assembly, HashSet<string> seen)
    {
        foreach (AssemblyName name in assembly.GetReferencedAssemblies())
        {
            // The framework's files are not the build's.
            if (seen.Add(name.FullName) && File.Exists(Path.Combine(AppContext.BaseDirectory, name.Name + ".dll")))
            {
                Load(Assembly.Load(name), seen);
            }
        }
    }
}
