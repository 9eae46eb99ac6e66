using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using MnistLstm.Experiments.Generated;

try
{
    return Start(args);
}
catch (FileNotFoundException error) when (error.FileName?.StartsWith("MnistLstm.", StringComparison.Ordinal) == true)
{
    // The console's library could be missing just the same.
    using FileStream stream = new(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    stream.Write(System.Text.Encoding.UTF8.GetBytes(
        $"error: a part of the program cannot be loaded: {error.FileName.Split(',')[0]}.dll\nhelp:  allow more open files (ulimit -n 1024), or build again: "
            + $"dotnet build MnistLstm.Experiments.csproj\n"));
    return 1;
}

// A method of its own, so that what it needs is loaded within the try.
[MethodImpl(MethodImplOptions.NoInlining)]
static int Start(string[] args) => ExperimentCatalog.Run(args);
