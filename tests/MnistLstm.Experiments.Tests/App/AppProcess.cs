using System.Diagnostics;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Experiments.Tests.App;

/// <summary>The built program in a process of its own, in a small repository with the real quick experiments and a results folder of its own.</summary>
internal sealed class AppProcess : IDisposable
{
    public AppProcess()
    {
        Root = Directory.CreateTempSubdirectory("mnist-lstm-app-").FullName;
        File.WriteAllText(Path.Combine(Root, "MnistLstm.Experiments.csproj"), "");
        string real = RepositoryLayout.Find(AppContext.BaseDirectory).Experiments;
        foreach (string spec in Directory.EnumerateFiles(real, "*.yaml", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Root, "experiments", Path.GetRelativePath(real, spec));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(spec, copy);
        }
    }

    public string Root { get; }

    /// <summary>The folder it is started in; null for the repository's root.</summary>
    public string? Folder { get; set; }

    /// <summary>The folder the program is started from: the one the tests were built into, unless it was copied.</summary>
    public string Program { get; private set; } = AppContext.BaseDirectory;

    /// <summary>What a shell does to the streams, such as <c>2>/dev/full</c>; null to start the program without a shell.</summary>
    public string? Redirection { get; set; }

    public Dictionary<string, string?> Environment { get; } = new() { ["CI"] = "false", ["MNIST_LSTM_DATA"] = null, ["MNIST_LSTM_DEBUG"] = null };

    /// <summary>From now on starts a copy of the program, which a test may do with as it likes.</summary>
    public void CopyProgram()
    {
        Program = Directory.CreateDirectory(Path.Combine(Root, "program")).FullName;
        string[] libraries =
        [
            "MnistLstm.*", "System.CommandLine.dll", "Spectre.Console*.dll", "Microsoft.Extensions.FileSystemGlobbing.dll", "System.IO.Hashing.dll",
            "StbImageSharp.dll",
            "Microsoft.CodeAnalysis.dll", "YamlDotNet.dll",
        ];
        foreach (string name in libraries)
        {
            foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, name))
            {
                File.Copy(file, Path.Combine(Program, Path.GetFileName(file)));
            }
        }
    }

    /// <summary>Runs the program to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    public (int ExitCode, string Output, string Error) Run(params string[] arguments) => Run(null, arguments);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="onErrorLine">Told of each line of standard error as it comes, with the process.</param>
    /// <param name="arguments">Its arguments.</param>
    public (int ExitCode, string Output, string Error) Run(Action<Process, string>? onErrorLine, params string[] arguments)
    {
        string[] shell = Redirection is { } streams ? ["sh", "-c", $"exec \"$@\" {streams}", "sh"] : [];
        string[] command = [.. shell, "dotnet", Path.Combine(Program, "MnistLstm.Experiments.dll"), .. arguments];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = Folder ?? Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        List<string> error = [];
        while (process.StandardError.ReadLine() is { } line)
        {
            error.Add(line + "\n");
            onErrorLine?.Invoke(process, line);
        }

        process.WaitForExit();
        return (process.ExitCode, output.Result, string.Concat(error));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
