// Trains, is stopped half-way, goes on, evaluates, predicts, and fine-tunes, without the command line. Ctrl-C ends it, and the next start goes on.
using ConsoleSample.Generated;
using MnistLstm.Runner;
using MnistLstm.Training;
using MnistLstm.Training.Data;

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

ExperimentRunner experiments = new(ExperimentCatalog.Runs);
RunSpec digits = experiments["digits"];

// Stopped after its first epoch, as if somebody had pressed Ctrl-C.
using (CancellationTokenSource early = CancellationTokenSource.CreateLinkedTokenSource(stop.Token))
{
    try
    {
        await experiments.TrainAsync(digits, new Watch(progress =>
        {
            if (progress.Completed is not null)
            {
                early.Cancel();
            }
        }), early.Token);
    }
    catch (OperationCanceledException error) when (!stop.IsCancellationRequested)
    {
        Console.WriteLine($"stopped: {error.Message}");
    }
}

// The same call goes on from the checkpoint, to the bits of a training that was never stopped.
TrainedRun trained = await experiments.TrainAsync(digits, new Watch(progress =>
{
    if (progress.Completed is { } epoch)
    {
        Console.WriteLine($"epoch {epoch.Epoch} of {progress.Epochs}: loss {epoch.TrainLoss:F4}, test {epoch.TestAccuracy:P2}");
    }
}), stop.Token);
Console.WriteLine($"weights {trained.Epochs[^1].WeightsSha256[..16]} in {Path.GetRelativePath(Environment.CurrentDirectory, trained.WeightsFile)}");

EvaluatedRun evaluated = await experiments.EvaluateAsync(digits, stop.Token);
Console.WriteLine($"evaluated: loss {evaluated.Loss:F4}, accuracy {evaluated.Accuracy:P2}; of the sevens {evaluated.Confusion[7][7]} were seen as such");

using (Classifier classifier = experiments.Open(digits))
{
    Dataset data = DatasetLoader.Load(digits.Data);
    Classification seen = classifier.Sequences(data.Test.At(0))[0];
    Console.WriteLine($"predicted: the first test digit is a {data.Test.Labels[0]} and taken for a {seen.Class} ({seen.Confidence:P1})");
}

// Fine-tuning: another run that begins with these weights. Its results are its own.
TrainedRun tuned = await experiments.TrainAsync(experiments.From("tuned", trained.WeightsFile), cancellation: stop.Token);
Console.WriteLine($"fine-tuned: test {tuned.Epochs[^1].TestAccuracy:P2}");
return 0;

/// <summary>Called on the training's own thread. <c>Progress&lt;T&gt;</c> would call later, on another.</summary>
internal sealed class Watch(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => tell(value);
}
