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
}
