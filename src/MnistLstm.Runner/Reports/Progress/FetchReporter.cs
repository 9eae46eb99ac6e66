using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training.Data.Fetch;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>Says how a download goes.</summary>
/// <param name="note">Prints a line that stays.</param>
/// <param name="status">Shows what is going on just now.</param>
internal sealed class FetchReporter(Action<string> note, Action<string> status)
{
    private bool _announced;

    /// <summary>Takes a step of the fetch.</summary>
    public void Report(FetchProgress step)
    {
        switch (step.Stage)
        {
            case FetchStage.Waiting:
                note($"{step.Dataset}: another process is fetching it; waiting");
                break;
            case FetchStage.Connecting:
                Announce(step);
                status($"{step.Dataset}: asking {step.Source?.Host} for {step.File}");
                break;
            case FetchStage.Downloading:
                string total = step.Total is { } bytes ? " of " + Figures.Size(bytes) : "";
                status($"{step.Dataset}: {step.File}  {Figures.Size(step.Bytes)}{total}");
                break;
            case FetchStage.InPlace:
                note($"{step.Dataset}: got {step.File}, {Figures.Size(step.Bytes)}, content checked");
                break;
            case FetchStage.MirrorFailed:
                note($"{step.Dataset}: {step.Source?.Host} did not give {step.File}: {step.Note}");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Stage, "a stage of fetching without words");
        }
    }

    private void Announce(FetchProgress step)
    {
        if (!_announced)
        {
            _announced = true;
            note($"{step.Dataset}: not on this machine; fetching it from {step.Source?.Host}");
        }
    }
}
