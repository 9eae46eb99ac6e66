using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Export;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Experiments.Tests.Reproducibility;

public class CatalogTests
{
    [Fact]
    public void No_snapshot_is_left_over_from_a_spec_that_is_gone() => Assert.Empty(BuiltRuns.Snapshots.Orphans());

    [Fact]
    public void Every_run_has_as_many_parameters_as_its_model() => Assert.All(ExperimentCatalog.Runs, spec =>
    {
        using SequenceClassifier model = spec.CreateModel();
        Assert.Equal(model.Parameters.TotalCount, spec.Parameters);
    });

    [Fact]
    public void PyTorch_s_formulas_in_double_come_to_the_engine_s_scores() =>
        Assert.All(ExperimentCatalog.Runs.Where(run => run.Dataset == DatasetCatalog.Mnist10k.Name), spec =>
    {
        Dataset data = BuiltRuns.Data.Load(spec.Data, CancellationToken.None);
        using Trainer trainer = spec.CreateTrainer(data, new TrainingOptions());
        Prediction prediction = trainer.Predict(data.Test.At(3))[0];
        double[][] steps = [.. trainer.Read(data.Test, 3).Chunk(trainer.Model.InputSize).Select(step => step.Select(value => (double)value).ToArray())];
        Assert.True(SampleTrace.Of(trainer.Model, steps).Agrees(prediction.Scores), spec.Name);
        Assert.All(steps, step => step[^1] += 10);
        Assert.False(SampleTrace.Of(trainer.Model, steps).Agrees(prediction.Scores), spec.Name);
    });

    [Fact]
    public void An_exported_start_is_the_one_training_starts_from()
    {
        DatasetDefinition embedded = DatasetCatalog.Mnist10k;
        Dataset data = BuiltRuns.Data.Load(embedded, CancellationToken.None);
        List<RunSpec> runs = [.. ExperimentCatalog.Runs.Where(run => run.Dataset == embedded.Name)];
        Assert.NotEmpty(runs);
        Assert.All(runs, spec =>
        {
            using TestRepository repository = new();
            string path = repository.PathOf("start.safetensors");
            ModelExport.Initial(spec, OutputFile.At(path, replace: true));

            using Trainer trainer = spec.CreateTrainer(data, new TrainingOptions());
            ParameterSet parameters = trainer.Model.Parameters;
            IReadOnlyList<SafetensorsTensor> exported = SafetensorsReader.Read(path).Tensors;
            Assert.Equal(parameters.Select(p => p.Name), exported.Select(t => t.Name));
            Assert.All(exported.Zip(parameters), pair => Assert.Equal(pair.Second.Values.ToArray(), pair.First.Values().ToArray()));
        });
    }
}
