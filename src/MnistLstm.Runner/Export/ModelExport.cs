using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Export;

/// <summary>Hands a run's weights on to other programs.</summary>
internal static class ModelExport
{
    /// <summary>Writes the weights a run starts from: those of <c>torch.manual_seed(seed)</c>.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Initial(RunSpec spec, OutputFile file)
    {
        using SequenceClassifier model = spec.CreateModel();
        model.Initialize(new Mt19937(spec.Seed));
        file.Write(stream => ModelFile.Write(stream, spec, ModelFile.Tensors(model)));
    }

    /// <summary>Writes the weights a run ended with.</summary>
    /// <exception cref="RunStoreException">The stored weights are not what was written, or cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Trained(StoredRun run, OutputFile file)
    {
        // Read and checked first: a file that was there is not touched for weights that cannot be had.
        ReadOnlyMemory<byte> model = run.ReadModel();
        file.Write(stream => stream.Write(model.Span));
    }
}
