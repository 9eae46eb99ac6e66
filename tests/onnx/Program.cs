// usage: Onnx <run> <weights.safetensors> <model.onnx>
// Gives the test samples of the run's data set (the embedded digits where it is not here) to ONNX Runtime and to the engine, with the same weights, and
// says how far the scores lie apart, in parts of the sample's largest score where that is above 1. Exit code 1: more than 1e-5, or another class where the
// engine's two best are further apart than that, or the file is not named or described as docs/commands.md says. Batches are of 1 and of 500.
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Experiments.Generated;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;
using MnistLstm.Training.Safetensors;

const double Tolerance = 1e-5;
const int Batch = 500;
if (args.Length != 3)
{
    Console.Error.WriteLine("usage: Onnx <run> <weights.safetensors> <model.onnx>");
    return 2;
}

RunSpec spec = ExperimentCatalog.Runs.FirstOrDefault(run => run.Name == args[0])
    ?? throw new ArgumentException($"no run is called '{args[0]}'");
Dataset data = Load(spec.Data);
SequenceSet images = data.Test;
using SequenceClassifier model = spec.CreateModel();
foreach (SafetensorsTensor tensor in SafetensorsReader.Read(args[1]).Tensors)
{
    Parameter parameter = model.Parameters.Single(parameter => parameter.Name == tensor.Name);
    tensor.Values().CopyTo(parameter.Values);
}

model.WeightsChanged();
using ModelExecution execution = new(model, Batch) { Loss = spec.Loss };
using InferenceSession session = new(args[2]);
// What the engine reads is prepared here; what ONNX Runtime reads is as the data have it.
using Trainer trainer = spec.CreateTrainer(data, new TrainingOptions());
float[] prepared = new float[images.Count * images.Size];
for (int index = 0; index < images.Count; index++)
{
    trainer.Read(images, index).CopyTo(prepared, index * images.Size);
}

SequenceSource sequences = images.Targets is { } targets
    ? new FloatSequences(prepared, targets, model.Steps, model.InputSize)
    : new FloatSequences(prepared, images.Labels, model.Steps, model.InputSize);
if (session.InputNames is not ["sequences"] || session.OutputNames is not ["scores"]
    || session.ModelMetadata.CustomMetadataMap.GetValueOrDefault("experiment") != spec.Name)
{
    Console.WriteLine($"the file reads {string.Join(", ", session.InputNames)}, gives {string.Join(", ", session.OutputNames)} and says it is of "
        + $"'{session.ModelMetadata.CustomMetadataMap.GetValueOrDefault("experiment")}'; expected sequences, scores and '{spec.Name}'");
    return 1;
}

double largest = 0;
int otherClass = 0;
for (int from = 0, count; from < images.Count; from += count)
{
    count = from == 0 ? 1 : Math.Min(Batch, images.Count - from);
    execution.Evaluate(sequences, null, from, count);
    float[] input = new float[count * model.Steps * model.InputSize];
    for (int sample = 0; sample < count; sample++)
    {
        images.Sequence(from + sample).CopyTo(input, sample * images.Size);
    }

    using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(
        [NamedOnnxValue.CreateFromTensor(session.InputNames.Single(), new DenseTensor<float>(input, [count, model.Steps, model.InputSize]))],
        [session.OutputNames.Single()]);
    float[] theirs = results.Single().AsTensor<float>().ToArray();
    for (int sample = 0; sample < count; sample++)
    {
        ReadOnlySpan<float> ours = execution.Scores(sample);
        Prediction own = Prediction.Of(ours);
        double unit = Math.Max(1, own.Scores.Max(Math.Abs));
        Prediction other = Prediction.Of(theirs.AsSpan(sample * model.Classes, model.Classes));
        otherClass += images.Targets is null && own.Label != other.Label && own.Scores[own.Label] - own.Scores[other.Label] > Tolerance * unit ? 1 : 0;
        for (int c = 0; c < model.Classes; c++)
        {
            largest = Math.Max(largest, Math.Abs((double)ours[c] - theirs[(sample * model.Classes) + c]) / unit);
        }
    }
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{images.Count} test samples of {data.Name}, scores at most {largest:0.0e+0} apart{(otherClass == 0 ? "" : $", {otherClass} of another class")}"));
return largest <= Tolerance && otherClass == 0 ? 0 : 1;

static Dataset Load(DatasetDefinition set)
{
    try
    {
        return DatasetLoader.Load(set, new DataOptions { Places = DataPlaces.Resolve(null, Environment.CurrentDirectory) });
    }
    catch (DataException)
    {
        return DatasetLoader.Load(DatasetCatalog.Mnist10k.Name, new DataOptions { Places = new DataPlaces { Folders = [] } });
    }
}
