using System.Text.Json;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public class ProcessTests
{
    [Fact]
    public void A_killed_run_claims_nothing_and_keeps_its_whole_epochs()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        using ChildProcess child = new(repository);
        Assert.Equal("two epochs", child.ReadLine());
        child.Kill();

        Assert.Null(repository.Results.Read(spec).Status);
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(repository.RunFile(spec, RunFiles.Manifest)));
        Assert.Equal("running", manifest.RootElement.GetProperty("status").GetString());
        Assert.Equal(2, File.ReadAllLines(repository.RunFile(spec, RunFiles.Epochs)).Length);
    }

    [Fact]
    public void After_a_kill_the_same_command_makes_the_same_files_as_an_uninterrupted_run()
    {
        using TestRepository killed = new();
        using TestRepository whole = new();
        RunSpec spec = killed.Spec();
        using (ChildProcess child = new(killed))
        {
            Assert.Equal("two epochs", child.ReadLine());
            child.Kill();
        }

        Assert.Equal(RunStatus.Completed, killed.Execute(spec).Status);
        Assert.Equal(RunStatus.Completed, whole.Execute(whole.Spec()).Status);
        Assert.Equal((2, 4), (killed.Training.Epochs, whole.Training.Epochs));
        foreach (string file in (string[])[RunFiles.Epochs, RunFiles.Model, RunFiles.State])
        {
            Assert.Equal(File.ReadAllBytes(whole.RunFile(spec, file)), File.ReadAllBytes(killed.RunFile(spec, file)));
        }

        Assert.Equal(4, Directory.GetFileSystemEntries(Path.GetDirectoryName(killed.RunFile(spec, RunFiles.Model))!).Length);
    }

    [Fact]
    public async Task A_run_made_by_another_live_process_is_waited_for_by_name_and_then_taken()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        using ChildProcess child = new(repository);
        Assert.Equal("two epochs", child.ReadLine());
        RunOwner? owner = null;
        RecordingObserver observer = new()
        {
            OnWaiting = who =>
            {
                owner = who;
                child.GoOn();
            },
        };

        RunResult result = await Task.Run(() => repository.Execute(spec, observer: observer));

        Assert.Equal("Completed ", child.ReadLine());
        Assert.Equal((child.Id, Environment.MachineName), (owner?.ProcessId, owner?.Host));
        Assert.Equal(RunStatus.Cached, result.Status);
        Assert.Equal(0, repository.Training.Started);
    }

    [Fact]
    public void Waiting_for_another_process_can_be_interrupted()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        using ChildProcess child = new(repository);
        Assert.Equal("two epochs", child.ReadLine());
        using CancellationTokenSource source = new();
        RecordingObserver observer = new() { OnWaiting = _ => source.Cancel() };

        RunResult result = repository.Execute(spec, observer: observer, cancellation: source.Token);

        Assert.Equal(RunStatus.Interrupted, result.Status);
        Assert.Empty(observer.Events);
    }
}
