using System.Diagnostics;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Experiments.Tests.App;

/// <summary>Where a build would write its lock file.</summary>
public sealed class PublishTests
{
    [Theory]
    [InlineData("-p:RuntimeIdentifier=linux-arm64")]
    [InlineData("-p:PublishAot=true")]
    public void Publishing_for_a_system_leaves_the_committed_lock_files_alone(string property)
    {
        string file = Evaluate(property);
        Assert.EndsWith("/obj/publish/packages.lock.json", file.Replace('\\', '/'));
    }

    [Fact]
    public void A_plain_build_holds_to_the_committed_lock_file() => Assert.Equal("", Evaluate("-p:RuntimeIdentifier="));

    private static string Evaluate(string property)
    {
        string project = Path.Combine(RepositoryLayout.Find(AppContext.BaseDirectory).Root, "MnistLstm.Experiments.csproj");
        using Process process =
            Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-getProperty:NuGetLockFilePath", property]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }
}
