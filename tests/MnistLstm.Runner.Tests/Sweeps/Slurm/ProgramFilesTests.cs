using System.Runtime.Versioning;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Runner.Tests.Storage;

namespace MnistLstm.Runner.Tests.Sweeps.Slurm;

public sealed class ProgramFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-program-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_copy_has_every_file_and_stays_as_it_is_when_the_program_is_built_again()
    {
        string program = Path.Combine(_folder, "program");
        Directory.CreateDirectory(Path.Combine(program, "runtimes"));
        File.WriteAllText(Path.Combine(program, "app"), "before");
        File.SetUnixFileMode(Path.Combine(program, "app"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (FileStream large = File.Create(Path.Combine(program, "runtimes", "libtorch.so")))
        {
            large.SetLength(17 << 20);
        }

        string copy = Path.Combine(_folder, "copy");
        new ProgramFiles(program, "app", null).CopyTo(copy);
        File.WriteAllText(Path.Combine(program, "app"), "after");
        Assert.Equal("before", File.ReadAllText(Path.Combine(copy, "app")));
        Assert.True(File.GetUnixFileMode(Path.Combine(copy, "app")).HasFlag(UnixFileMode.UserExecute));
        Assert.Equal(Path.Combine(program, "runtimes", "libtorch.so"), new FileInfo(Path.Combine(copy, "runtimes", "libtorch.so")).LinkTarget);
    }

    [UnixFact]
    public void The_running_program_is_found_with_its_own_dotnet()
    {
        ProgramFiles program = ProgramFiles.Current;
        Assert.True(File.Exists(Path.Combine(program.Folder, program.Executable)), program.ToString());
        Assert.True(program.Runtime is null || File.Exists(Path.Combine(program.Runtime, "dotnet")), program.ToString());
    }
}
