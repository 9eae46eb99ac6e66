using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace MnistLstm.TorchSharp;

/// <summary>Versions of the C and C++ library on Linux: those that a native library asks for, and those that this process has.</summary>
/// <param name="C">Of glibc: 2.38. Null where there is none.</param>
/// <param name="Cpp">Of libstdc++, as its symbols are numbered (<c>GLIBCXX_3.4.32</c>). Null where there is none.</param>
internal sealed record SymbolVersions(Version? C, Version? Cpp)
{
    private static readonly SearchValues<byte> s_versionBytes = SearchValues.Create("0123456789."u8);

    private const string CppLibrary = "libstdc++.so.6";

    /// <summary>Those of this process. Linux only.</summary>
    public static SymbolVersions Here()
    {
        // The runtime itself stands on the C++ library, so it is loaded unless it was linked in; then the system's own is the one that counts.
        NativeLibrary.TryLoad(CppLibrary, out _);
        string? loaded = File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var start ? line[start..] : "")
            .FirstOrDefault(path => Path.GetFileName(path).StartsWith(CppLibrary, StringComparison.Ordinal));
        return new SymbolVersions(GlibcVersion(), loaded is null ? null : Newest(File.ReadAllBytes(loaded), "GLIBCXX_"));
    }

    /// <summary>The newest that a native library's file names.</summary>
    public static SymbolVersions Of(string file)
    {
        byte[] content = File.ReadAllBytes(file);
        return new SymbolVersions(Newest(content, "GLIBC_"), Newest(content, "GLIBCXX_"));
    }

    /// <summary>The newest version of a family in a file: its string table names every one, <c>GLIBC_2.38</c> and a zero.</summary>
    internal static Version? Newest(ReadOnlySpan<byte> file, string family)
    {
        byte[] prefix = Encoding.ASCII.GetBytes(family);
        Version? newest = null;
        for (int at = file.IndexOf(prefix); at >= 0; at = file.IndexOf(prefix))
        {
            file = file[(at + prefix.Length)..];
            int length = file.IndexOfAnyExcept(s_versionBytes);
            if (length > 0 && file[length] == 0 && Version.TryParse(Encoding.ASCII.GetString(file[..length]), out Version? version) && !(newest >= version))
            {
                newest = version;
            }
        }

        return newest;
    }

    private static Version? GlibcVersion()
    {
        try
        {
            return Version.Parse(Marshal.PtrToStringUTF8(gnu_get_libc_version())!);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc.so.6")]
    private static extern nint gnu_get_libc_version();
}
