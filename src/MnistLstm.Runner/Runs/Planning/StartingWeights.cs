using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Safetensors;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>
/// Weights of elsewhere that a run begins with, in place of those its seed gives. They are among what the run resolved to, as the setting <c>from</c> with
/// the hash of their bits; so the fingerprint, the manifest, checkpoints and the comparison with a snapshot know them like any key of the spec.
/// </summary>
internal static class StartingWeights
{
    /// <summary>The setting. No spec has it: the option <c>--from</c> gives it.</summary>
    public const string Key = "from";

    /// <summary>Its value where the seed gives the weights.</summary>
    public const string OfSeed = "seed";

    /// <summary>The same run with these weights to begin with. Its random numbers are drawn as if the seed's weights had been made first, which is what a
    /// PyTorch program does that builds its model and then loads a state_dict.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="file">A safetensors file.</param>
    /// <exception cref="InvalidDataException">It is none, or its tensors are not the model's parameters.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RunSpec Of(RunSpec spec, string file)
    {
        Dictionary<string, SafetensorsTensor> tensors =
            SafetensorsReader.Read(file, Content(file)).Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        string sha256;
        using (SequenceClassifier model = spec.CreateModel())
        {
            if (Faults(model.Parameters, tensors) is { Count: > 0 } faults)
            {
                throw new InvalidDataException($"{file} does not hold the weights of {spec.Name}: {string.Join("; ", faults)}");
            }

            // As weights_sha256 of a result: so these weights are known for those that an earlier run ended with.
            Fill(model.Parameters, tensors);
            sha256 = model.Parameters.Sha256();
        }

        return spec with
        {
            WeightsFile = file,
            Settings = [.. spec.Settings.Where(setting => setting.Key != Key), new Setting(Key, sha256, OfSeed, null)],
            CreateTrainer = (data, options) => Loaded(spec.CreateTrainer(data, options), tensors),
            CreateTorchTrainer = null,
        };
    }

    /// <summary>The hash of the weights that a run begins with; null where its seed gives them.</summary>
    public static string? HashOf(RunSpec spec) => spec.Settings.FirstOrDefault(setting => setting.Key == Key)?.Value;

    // Of any name that somebody gives: a pipe would be waited for, and /dev/zero read for ever.
    private static byte[] Content(string file)
    {
        try
        {
            return StoredFile.TryReadBytes(Path.GetFullPath(file), StoredFile.LargeLimit) ?? throw new FileNotFoundException($"there is no file '{file}'");
        }
        catch (NoStoredFileException error)
        {
            throw new InvalidDataException($"{error.What}; name a safetensors file", error);
        }
    }

    private static Trainer Loaded(Trainer trainer, Dictionary<string, SafetensorsTensor> tensors)
    {
        Fill(trainer.Model.Parameters, tensors);
        trainer.Model.WeightsChanged();
        return trainer;
    }

    private static void Fill(ParameterSet parameters, Dictionary<string, SafetensorsTensor> tensors)
    {
        foreach (Parameter parameter in parameters)
        {
            tensors[parameter.Name].Values().CopyTo(parameter.Values);
        }
    }

    private static List<string> Faults(ParameterSet parameters, Dictionary<string, SafetensorsTensor> tensors)
    {
        List<string> faults = [];
        foreach (Parameter parameter in parameters)
        {
            if (!tensors.TryGetValue(parameter.Name, out SafetensorsTensor? tensor))
            {
                faults.Add($"'{parameter.Name}' {Shape(parameter.Shape)} is missing");
            }
            else if (!tensor.Shape.SequenceEqual(parameter.Shape))
            {
                faults.Add($"'{parameter.Name}' is {Shape(tensor.Shape)}, expected {Shape(parameter.Shape)}");
            }
            else if (HasNotFinite(tensor.Values()))
            {
                faults.Add($"'{parameter.Name}' has a value that is NaN or infinite");
            }
        }

        HashSet<string> known = [.. parameters.Select(parameter => parameter.Name)];
        faults.AddRange(
            tensors.Values.Where(tensor => !known.Contains(tensor.Name)).Select(tensor => $"'{tensor.Name}' {Shape(tensor.Shape)} is none of the model's"));
        return faults;
    }

    private static bool HasNotFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return true;
            }
        }

        return false;
    }

    private static string Shape(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";
}
