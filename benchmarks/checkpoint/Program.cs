// usage: CheckpointBenchmark [hidden size ...]
// For each size: an epoch of training on mnist-10k, and what storing its state costs, as a run does it after each epoch: SaveState, the
// file with its hash, flushed to the disk and renamed; and how long going on from it takes, until the next batch. Processor time stands beside the clock's,
// which is worth little on a busy machine.
using System.Diagnostics;
using System.Globalization;
using MnistLstm.Training;
using MnistLstm.Training.Benchmark;
using MnistLstm.Training.Checkpoints;
using MnistLstm.Training.Data;

const int Repetitions = 20;
int[] sizes = args.Length == 0 ? [128, 512] : [.. args.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
Dataset digits = DatasetLoader.Load("mnist-10k");
string folder = Directory.CreateTempSubdirectory("checkpoint-").FullName;
Console.WriteLine(
    "| hidden | samples | epoch s | processor s | checkpoint MiB | save ms | write ms | processor ms | of the epoch | of its processor time | resume ms |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
try
{
    foreach (int size in sizes)
    {
        using LstmTrainer trainer = new(size, digits);

        // A step first, so that nothing is compiled or packed for the first time within the epoch.
        using CancellationTokenSource firstStep = new();
        try
        {
            trainer.RunEpoch(new CancelAfterBatch(firstStep), firstStep.Token);
        }
        catch (OperationCanceledException)
        {
            Store(trainer.SaveState());
        }

        (double epoch, double epochProcessor) = Time(() => trainer.RunEpoch());
        TrainerState state = trainer.SaveState();
        (double save, double saveProcessor) = Time(() => Repeat(() => state = trainer.SaveState()));
        (double write, double writeProcessor) = Time(() => Repeat(() => Store(state)));
        double resume = Enumerable.Range(0, 5).Min(_ => Time(Resume).Clock);
        (save, write) = (save / Repetitions, write / Repetitions);

        // What a command does that goes on from it: a trainer is built, the file read and checked, the state taken over.
        void Resume()
        {
            using LstmTrainer again = new(size, digits);
            using FileStream file = File.OpenRead(Target());
            again.RestoreState(CheckpointReader.Read(file, "benchmark"));
        }

        double processor = (saveProcessor + writeProcessor) / Repetitions;
        string[] cells =
        [
            $"{size}", $"{digits.Train.Count - LstmTrainer.BatchSize}", Number(epoch), Number(epochProcessor),
            Number(new FileInfo(Target()).Length / 1048576.0),
            Number(save * 1000), Number(write * 1000), Number(processor * 1000), Percent((save + write) / epoch), Percent(processor / epochProcessor),
            Number(resume * 1000),
        ];
        Console.WriteLine($"| {string.Join(" | ", cells)} |");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

string Target() => Path.Combine(folder, "checkpoint.safetensors");

void Store(TrainerState state)
{
    string aside = Target() + ".tmp";
    using (FileStream file = File.Create(aside))
    {
        CheckpointWriter.Write(file, state, "benchmark");
        file.Flush(flushToDisk: true);
    }

    File.Move(aside, Target(), overwrite: true);
}

static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

static string Percent(double part) => part.ToString("P3", CultureInfo.InvariantCulture);

static void Repeat(Action action)
{
    for (int i = 0; i < Repetitions; i++)
    {
        action();
    }
}

static (double Clock, double Processor) Time(Action action)
{
    TimeSpan before = Environment.CpuUsage.TotalTime;
    long start = Stopwatch.GetTimestamp();
    action();
    return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
}
