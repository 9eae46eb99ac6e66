using MnistLstm.Engine;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Predictions;

/// <summary>A trainer of the exact engine with a stored result's weights, for what it makes of samples.</summary>
internal static class TrainedModel
{
    /// <summary>Opens a stored result.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="run">Its stored result.</param>
    /// <param name="data">Its data set.</param>
    /// <param name="threads">Threads, at least 1; they change no bit.</param>
    /// <param name="command">The command that trains it.</param>
    /// <exception cref="CommandException">The stored weights are not those of the result.</exception>
    public static Trainer Open(RunSpec spec, StoredRun run, Dataset data, int threads, string command)
    {
        Trainer trainer = spec.CreateTrainer(data, new TrainingOptions { Threads = threads });
        try
        {
            Load(trainer, run.ModelFile);
            string expected = spec.ResultOf(run.Epochs)!.WeightsSha256;
            return trainer.Model.Parameters.Sha256() == expected
                ? trainer
                : throw new InvalidDataException($"its weights are not those that were trained, whose SHA-256 is {expected[..16]}…");
        }
        catch (InvalidDataException error)
        {
            trainer.Dispose();
            throw new CommandException($"{run.ModelFile}: {error.Message}; train it again: {command} --force");
        }
    }

    private static void Load(Trainer trainer, string file)
    {
        IReadOnlyList<SafetensorsTensor> tensors = SafetensorsReader.Read(file).Tensors;
        foreach (Parameter parameter in trainer.Model.Parameters)
        {
            SafetensorsTensor tensor = tensors.FirstOrDefault(t => t.Name == parameter.Name) ?? throw new InvalidDataException($"it has no {parameter.Name}");
            if (!tensor.Shape.SequenceEqual(parameter.Shape))
            {
                throw new InvalidDataException($"{parameter.Name} is [{string.Join(", ", tensor.Shape)}], expected [{string.Join(", ", parameter.Shape)}]");
            }

            tensor.Values().CopyTo(parameter.Values);
        }

        trainer.Model.WeightsChanged();
    }
}
