using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Predictions;

/// <summary>A stored model and what it makes of its data; a real training of milliseconds.</summary>
public sealed class EvaluationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-eval-").FullName;
    private readonly Dataset _data = TinyRun.Data();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_loss_and_accuracy_of_the_stored_weights_are_those_of_the_last_epoch_to_the_bit()
    {
        StoredRun run = Train(TinyRun.Spec());
        using Trainer trainer = TrainedModel.Open(TinyRun.Spec(), run, _data, threads: 1, "train it");

        Evaluation evaluation = Evaluation.Of(trainer, DataPart.Of(TinyRun.Spec(), _data, "test")!);

        Assert.Equal(BitConverter.DoubleToInt64Bits(run.Epochs[^1].TestLoss!.Value), BitConverter.DoubleToInt64Bits(evaluation.Loss));
        Assert.Equal(run.Epochs[^1].TestAccuracy, evaluation.Accuracy);
    }

    [Fact]
    public void The_held_out_part_gives_the_validation_figures_to_the_bit()
    {
        RunSpec spec = TinyRun.Validated();
        StoredRun run = Train(spec);
        using Trainer trainer = TrainedModel.Open(spec, run, _data, threads: 2, "train it");

        Evaluation evaluation = Evaluation.Of(trainer, DataPart.Of(spec, _data, "validation")!);

        Assert.Equal(run.Epochs[^1].ValidationLoss, evaluation.Loss);
    }

    [Fact]
    public void A_picture_needs_none_of_the_data()
    {
        StoredRun run = Train(TinyRun.Spec());
        using Trainer with = TrainedModel.Open(TinyRun.Spec(), run, _data, threads: 1, "train it");
        using Trainer without = TrainedModel.Open(TinyRun.Spec(), run, BlankData.For(TinyRun.Spec()), threads: 1, "train it");
        Assert.Equal(with.Predict(_data.Test.Image(0)).Scores, without.Predict(_data.Test.Image(0)).Scores);
    }

    [Fact]
    public void The_classes_add_up()
    {
        StoredRun run = Train(TinyRun.Spec());
        using Trainer trainer = TrainedModel.Open(TinyRun.Spec(), run, _data, threads: 1, "train it");
        Evaluation evaluation = Evaluation.Of(trainer, _data.Train);

        Assert.Equal(_data.Train.Count, evaluation.Classes.Sum(c => c.Samples));
        Assert.Equal(_data.Train.Count, evaluation.Classes.Sum(c => c.Predicted));
        Assert.Equal(3, evaluation.Classes[0].Samples);
        Assert.All(evaluation.Samples, sample => Assert.Equal(1, sample.Probabilities.Sum(), 9));
        IReadOnlyList<ScoredSample> worst = evaluation.Worst(5);
        Assert.All(worst, sample => Assert.NotEqual(sample.Label, sample.Prediction.Label));
        Assert.Equal(worst.OrderByDescending(sample => sample.Prediction.Loss), worst);
    }

    [Fact]
    public void Precision_recall_and_F1_are_what_they_are_defined_as()
    {
        ClassFigures figures = new(Class: 3, Samples: 10, Predicted: 8, Correct: 6);
        Assert.Equal((0.75, 0.6), (figures.Precision, figures.Recall));
        Assert.Equal(2 * 0.75 * 0.6 / (0.75 + 0.6), figures.F1!.Value, 12);
        Assert.Equal((null, 0.0, 0.0), (new ClassFigures(3, 10, 0, 0).Precision, new ClassFigures(3, 10, 0, 0).Recall, new ClassFigures(3, 10, 0, 0).F1));
        Assert.Null(new ClassFigures(3, 0, 0, 0).F1);
    }

    [Fact]
    public void Weights_that_were_changed_are_refused_with_the_remedy()
    {
        StoredRun run = Train(TinyRun.Spec());
        byte[] bytes = File.ReadAllBytes(run.ModelFile);
        bytes[^1] ^= 1;
        File.WriteAllBytes(run.ModelFile, bytes);

        CommandException error = Assert.Throws<CommandException>(
            () => TrainedModel.Open(TinyRun.Spec(), run, _data, threads: 1, "dotnet run -- run tiny --results other"));

        Assert.Contains("its weights are not those that were trained", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("train it again: dotnet run -- run tiny --results other --force", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_held_out_samples_has_no_such_part() => Assert.Null(DataPart.Of(TinyRun.Spec(), _data, "validation"));

    private StoredRun Train(RunSpec spec)
    {
        using Trainer trainer = spec.CreateTrainer(_data, new TrainingOptions());
        EpochMetrics[] epochs = [.. trainer.Run()];
        StoredRun run = new()
        {
            Name = spec.Name,
            Fingerprint = "0",
            Folder = _folder,
            Engine = "exact/1",
            SourcesSha256 = "0",
            Epochs = epochs,
            TrainSeconds = 0,
            EvaluateSeconds = 0,
            Finished = default,
            ModelBytes = 0,
            ModelSha256 = "0",
        };
        using FileStream file = File.Create(run.ModelFile);
        ModelFile.Write(file, spec, ModelFile.Tensors(trainer.Model));
        return run;
    }
}
