// usage: Logits <run> <weights.safetensors> <scores.safetensors> [images]
// Loads exported weights into the run's model, evaluates the first test samples of the embedded digits or of the run's own set, and writes images [N, T, I] and
// the
// engine's scores [N, K], so that PyTorch can be given the same images. The modules from input to output stand in the metadata, as "name class" a line.
using System.Globalization;
using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Experiments.Generated;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;
using MnistLstm.Training.Safetensors;

if (args.Length is < 3 or > 4)
{
    Console.Error.WriteLine("usage: Logits <run> <weights.safetensors> <scores.safetensors> [images]");
    return 2;
}

RunSpec spec = ExperimentCatalog.Runs.FirstOrDefault(run => run.Name == args[0])
    ?? throw new ArgumentException($"no run is called '{args[0]}'; there are {string.Join(", ", ExperimentCatalog.Runs.Select(run => run.Name))}");
int count = args.Length == 4 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 100;

// The embedded digits go with any run over images; a set of one's own lies beside its manifest.
DatasetDefinition set = spec.Data.Manifest is null ? DatasetCatalog.Mnist10k : spec.Data;
SequenceSet images =
    DatasetLoader.Load(set, new DataOptions { Places = new DataPlaces { Folders = [], Manifests = Path.GetFullPath("datasets") } }).Test.Take(count);

using SequenceClassifier model = spec.CreateModel();
Load(model, SafetensorsReader.Read(args[1]));
using ModelExecution execution = new(model, count) { Loss = spec.Loss };
float[] values = [.. Enumerable.Range(0, count).SelectMany(images.Sequence)];
SequenceSource sequences = images.Targets is { } targets
    ? new FloatSequences(values, targets, model.Steps, model.InputSize)
    : new FloatSequences(values, images.Labels, model.Steps, model.InputSize);
execution.Evaluate(sequences, null, 0, count);

float[] scores = [.. Enumerable.Range(0, count).SelectMany(sample => execution.Scores(sample).ToArray())];
using FileStream file = File.Create(args[2]);
SafetensorsWriter.Write(
    file,
    [new("images", [count, model.Steps, model.InputSize], () => values), new("scores", [count, model.Classes], () => scores)],
    [new("engine", EngineVersion.Name), new("experiment", spec.Name),
        new("modules", string.Join('\n', model.Modules.Select(module => $"{module.Name} {Kind(module.Module)}")))]);
return 0;

static string Kind(Module module) => module is Rnn { Relu: true } ? "ReluRnn" : module.GetType().Name;

static void Load(SequenceClassifier model, SafetensorsFile file)
{
    if (file.Tensors.Count != model.Parameters.Count)
    {
        throw new InvalidDataException($"the file holds {file.Tensors.Count} tensors, the model has {model.Parameters.Count} parameters");
    }

    foreach (Parameter parameter in model.Parameters)
    {
        SafetensorsTensor tensor = file.Tensors.SingleOrDefault(t => t.Name == parameter.Name && t.Shape.SequenceEqual(parameter.Shape))
            ?? throw new InvalidDataException($"the file holds no {parameter.Name} [{string.Join(", ", parameter.Shape)}]");
        tensor.Values().CopyTo(parameter.Values);
    }

    model.WeightsChanged();
}
