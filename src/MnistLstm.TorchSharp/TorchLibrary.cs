using System.Reflection;
using TorchSharp;

namespace MnistLstm.TorchSharp;

/// <summary>The library behind this engine.</summary>
public static class TorchLibrary
{
    /// <summary>TorchSharp's version: <c>0.105.2</c>.</summary>
    public static string Version { get; } = typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>The version of libtorch that TorchSharp was made for: <c>2.7.1.0</c>. Loads the native library.</summary>
    public static string LibTorchVersion => torch.__version__;

    /// <summary>Loads the native library; null when it can be used, else why not.</summary>
    public static string? Fault()
    {
        try
        {
            torch.random.manual_seed(0);
            return null;
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            string reason = (error.InnerException ?? error).Message.Split('\n')[0].TrimEnd('\r');
            return $"libtorch cannot be loaded: {reason} Has this system a C++ library as new as TorchSharp {Version} was built with? ldd on libLibTorchSharp.so says what is missing";
        }
    }
}
