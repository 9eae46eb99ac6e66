using System.Runtime.InteropServices;
using TorchSharp;

namespace MnistLstm.TorchSharp;

/// <summary>The library behind this engine.</summary>
public static class TorchLibrary
{
    private const string Remedy =
        "Debian 13 and Ubuntu 24.04 have them; elsewhere tests/debian13/enter runs a command in a Debian 13 root (docs/torchsharp.md)";

    /// <summary>TorchSharp's version: <c>0.107.0</c>.</summary>
    public static string Version { get; } = typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>The version of libtorch that TorchSharp was made for: <c>2.10.0.0</c>. Loads the native library.</summary>
    public static string LibTorchVersion => torch.__version__;

    /// <summary>Loads the native library; null when it can be used, else what is missing and how to get it.</summary>
    public static string? Fault()
    {
        // TorchSharp's own attempt ends, where it fails, in copies of all native files and a page of text: what can be known before is asked before.
        string? file = NativeFile();
        if (file is null)
        {
            return $"there is no libtorch for {RuntimeInformation.RuntimeIdentifier} beside the program: TorchSharp-cpu {Version} has one for Linux and "
                + $"Windows on x64 and macOS on Arm64";
        }

        return OperatingSystem.IsLinux() && Missing(SymbolVersions.Of(file), SymbolVersions.Here()) is { } missing
            ? missing
            : Attempt(() => torch.InitializeDeviceType(DeviceType.CPU), file);
    }

    /// <summary>What a Linux system lacks to load TorchSharp's native library; null when it lacks nothing.</summary>
    internal static string? Missing(SymbolVersions needed, SymbolVersions found)
    {
        bool c = needed.C is not null && !(found.C >= needed.C);
        bool cpp = needed.Cpp is not null && !(found.Cpp >= needed.Cpp);
        return c || cpp
            ? $"libtorch cannot be loaded: TorchSharp {Version} needs glibc {needed.C} and libstdc++ with GLIBCXX_{needed.Cpp}; here "
                + $"is {Name("glibc ", found.C)} and {Name("libstdc++ with GLIBCXX_", found.Cpp)}. {Remedy}"
            : null;
    }

    private static string Name(string prefix, Version? version) => version is null ? $"no {prefix.Split(' ')[0]}" : prefix + version;

    // The folders of the host, which knows where the packages' files for this system went.
    private static string? NativeFile()
    {
        string name = OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";
        string folders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static string? Attempt(Action first, string file)
    {
        try
        {
            first();
            return null;
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            return $"libtorch cannot be loaded: {LoaderSays(file) ?? (error.InnerException ?? error).Message.Split('\n')[0].TrimEnd('\r')}";
        }
    }

    // The system's own words; TorchSharp's say only that it failed.
    private static string? LoaderSays(string file)
    {
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(file));
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            return error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        }
    }
}
