using MnistLstm.Runner.Export.Bundles;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Engines;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Export.Bundles;

/// <summary>What cannot be repeated from what lies here is not exported.</summary>
public sealed class BundleExportTests : IDisposable
{
    private readonly TestRepository _repository = new();
    private readonly RunSpec _spec;

    public BundleExportTests() => _spec = _repository.Spec();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void A_stored_result_is_exported_with_the_text_of_its_spec()
    {
        _repository.Execute(_spec);
        Assert.Equal("# demo\n"u8.ToArray(), ZipFiles.Read(Export(_spec))[BundleFiles.Spec]);
    }

    [Fact]
    public void Without_a_result_it_says_how_to_get_one() => Refused(_spec, "demo has no result yet: dotnet run -- run demo");

    [Fact]
    public void A_result_of_an_engine_whose_numbers_belong_to_a_machine_is_refused()
    {
        using TestRepository near = new(_repository.Layout.Root, new NearEngine());
        near.Execute(_spec);
        Refused(_spec, "demo has a result of torchsharp/0.1.2 only, whose numbers belong to a machine");
        _repository.Execute(_spec);
        Assert.NotEmpty(Export(_spec));
    }

    [Fact]
    public void A_result_of_other_sources_is_refused()
    {
        _repository.Execute(_spec);
        Refused(_spec with { CodeSha256 = new string('e', 64) },
            "was made by other sources, so no one could repeat it with these: dotnet run -- run demo --force");
    }

    [Fact]
    public void A_spec_that_changed_after_the_build_is_refused()
    {
        _repository.Execute(_spec);
        File.WriteAllText(_repository.PathOf("experiments/demo.yaml"), "# other\n");
        Refused(_spec, "experiments/demo.yaml changed after the build");
    }

    [Fact]
    public void A_damaged_result_is_refused()
    {
        _repository.Execute(_spec);
        File.WriteAllText(_repository.RunFile(_spec, RunFiles.Model), "other");
        Refused(_spec, "model.safetensors should have ");
    }

    private void Refused(RunSpec spec,
        string fault) => Assert.Contains(fault, Assert.Throws<BundleException>(() => Export(spec)).Message, StringComparison.Ordinal);

    private byte[] Export(RunSpec spec) =>
        new BundleExport(_repository.Layout, new StoredResults(_repository.Store, _repository.Snapshots, _repository.Data), _repository.Data).Of(spec);
}
