using MnistLstm.Runner.Export;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Tests.Engines;

public sealed class ModelFileTests
{
    [Fact]
    public void A_run_s_model_names_its_experiment_and_is_exported_as_it_is()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        string path = repository.PathOf("out.safetensors");

        ModelExport.Trained(repository.Results.Find(spec)!, OutputFile.At(path, replace: true));

        SafetensorsFile file = SafetensorsReader.Read(path);
        Assert.Equal("demo", file.Metadata["experiment"]);
        Assert.Equal(["fc.weight", "fc.bias"], file.Tensors.Select(t => t.Name));
        Assert.Equal(File.ReadAllBytes(repository.RunFile(spec, RunFiles.Model)), File.ReadAllBytes(path));
    }
}
