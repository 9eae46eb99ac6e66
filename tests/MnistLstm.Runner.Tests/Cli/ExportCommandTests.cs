using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class ExportCommandTests : IDisposable
{
    private static readonly Dataset s_data = new("mnist-10k", new SequenceSet((byte[])[], [], 28, 28), new SequenceSet((byte[])[], [], 28, 28), "");

    private readonly CommandHarness _app = new(
        Specs.Make("lstm-128"), Specs.Make("sweeps/size[seed=1]", experiment: "sweeps/size"), Specs.Make("sweeps/size[seed=2]", experiment: "sweeps/size"));

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Export_writes_the_weights_asked_for(bool initial)
    {
        string[] option = initial ? ["--initial"] : [];
        Assert.Equal(0, _app.Run(["export", "lstm-128", "-o", "a.safetensors", .. option]));
        Assert.Equal(("lstm-128", "a.safetensors", initial), _app.Exported);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_is_written_as_ONNX_with_the_weights_asked_for(bool initial)
    {
        string[] option = initial ? ["--initial"] : [];
        Assert.Equal(0, _app.Run(["export", "lstm-128", "--onnx", "a.onnx", .. option]));
        Assert.Equal(("lstm-128 as ONNX", "a.onnx", initial), _app.Exported);
        Assert.Equal($"Wrote a.onnx (lstm-128, {(initial ? "initial" : "trained")} weights).\n", _app.Error);
    }

    [Theory]
    [InlineData("-o", "a.safetensors")]
    [InlineData("--onnx", "a.onnx")]
    [InlineData("--pytorch", "a.py")]
    public void An_experiment_of_several_runs_asks_for_one_of_them(string option, string file)
    {
        Assert.Equal(2, _app.Run("export", "sweeps/size", option, file));
        Assert.Contains("'sweeps/size[seed=1]', 'sweeps/size[seed=2]'", _app.Error);
        Assert.Null(_app.Exported);
    }

    [UnixTheory]
    [InlineData("-o")]
    [InlineData("--bundle")]
    public void A_folder_with_a_line_feed_in_its_name_is_printed_in_one_line(string option)
    {
        _app.ExportBundle = (_, _) => { };
        Assert.Equal(0, _app.Run("export", "lstm-128", option, "two\nlines/a.out"));
        Assert.Contains("Wrote two\uFFFDlines/a.out (lstm-128", _app.Error);
    }

    [Fact]
    public void A_bundle_is_written_and_its_next_command_shown()
    {
        string? written = null;
        _app.ExportBundle = (spec, file) => written = $"{spec.Name} {file.Path}";
        Assert.Equal(0, _app.Run("export", "lstm-128", "--bundle", "folder/a b.zip"));
        Assert.Equal("lstm-128 folder/a b.zip", written);
        Assert.Contains("on another machine: dotnet run -- verify 'a b.zip'", _app.Error);
    }

    [Theory]
    [InlineData("-o and --bundle are two exports", "-o", "a.safetensors", "--bundle", "a.zip")]
    [InlineData("-o, --pytorch and --bundle are three exports", "-o", "a.safetensors", "--bundle", "a.zip", "--pytorch", "a.py")]
    [InlineData("a bundle is of a trained run", "--bundle", "a.zip", "--initial")]
    public void A_bundle_is_an_export_of_its_own(string fault, params string[] options)
    {
        Assert.Equal(2, _app.Run(["export", "lstm-128", .. options]));
        Assert.Contains(fault, _app.Error);
    }

    [Fact]
    public void A_program_is_written_from_the_data_in_the_folder_given_and_nothing_is_fetched()
    {
        (DataOptions? options, string? written) = (null, null);
        _app.Load = (_, asked) =>
        {
            options = asked;
            return s_data;
        };
        _app.ExportScript = (spec, data, file) =>
        {
            Assert.Same(s_data, data);
            written = $"{spec.Name} {file}";
            return null;
        };
        Assert.Equal(0, _app.Run("export", "lstm-128", "--pytorch", "a.py", "--data", "there"));
        Assert.Equal("lstm-128 a.py", written);
        Assert.Equal(["there"], options!.Places.Folders);
        Assert.False(options.MayFetch);
        Assert.Equal("", _app.Output);
        Assert.Equal("Wrote a.py (lstm-128, with exact/1's start to compare with).\n  compare: python3 a.py --steps 50 --check\n", _app.Error);
    }

    [Fact]
    public void A_program_can_carry_the_losses_of_more_steps()
    {
        _app.Load = (_, _) => s_data;
        _app.ExportScript = (_, _, _) => null;
        Assert.Equal(0, _app.Run("export", "lstm-128", "--pytorch", "a.py", "--steps", "600"));
        Assert.Equal(600, _app.ExportedSteps);
        Assert.EndsWith("compare: python3 a.py --steps 600 --check\n", _app.Error, StringComparison.Ordinal);
        Assert.Equal(2, _app.Run("export", "lstm-128", "-o", "b", "--steps", "600"));
        Assert.Contains("--steps needs --pytorch", _app.Error);
    }

    [Fact]
    public void Data_written_beside_a_program_is_named()
    {
        _app.Load = (_, _) => s_data;
        _app.ExportScript = (_, _, _) => "out/mnist-10k";
        _app.Run("export", "lstm-128", "--pytorch", "out/a.py");
        Assert.Contains("Wrote its data to out/mnist-10k.\n", _app.Error);
    }

    [Theory]
    [InlineData("-o")]
    [InlineData("--pytorch")]
    public void A_file_that_is_there_needs_force_and_is_looked_at_before_any_work(string option)
    {
        _app.Load = (_, _) => s_data;
        _app.ExportScript = (_, _, _) => null;
        _app.Write("mine");
        string file = Path.Combine(_app.Root, "mine");
        Assert.Equal(2, _app.Run("export", "lstm-128", option, file));
        Assert.Equal($"error: {option}: '{file}' is there already, and nothing was written\nhelp:  --force replaces it; or name another file\n", _app.Error);
        Assert.Null(_app.Exported);
        Assert.Equal(0, _app.Run("export", "lstm-128", option, file, "--force"));
    }

    [Fact]
    public void A_program_without_data_ends_4_with_the_remedy()
    {
        _app.Load = (name, options) => throw DatasetLocator.Locate(DatasetCatalog.Mnist, options.Places).ToMissingException();
        Assert.Equal(4, _app.Run("export", "lstm-128", "--pytorch", "a.py"));
        Assert.StartsWith("lstm-128 was not exported: its first training steps need the data\nmnist: the data set is missing\n", _app.Error);
        Assert.Contains("remedy", _app.Error);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_with_the_remedy()
    {
        _app.Load = (_, _) => s_data;
        _app.ExportScript = (_, _, _) => throw new UnauthorizedAccessException("Access to the path is denied.");
        Assert.Equal(1, _app.Run("export", "lstm-128", "--pytorch", "sealed/a.py"));
        Assert.Equal(
            "error: sealed/a.py was not written: Access to the path is denied; free space, correct the permissions, or name a file elsewhere\n", _app.Error);
    }

    [Theory]
    [InlineData("export needs a file to write")]
    [InlineData("-o and --pytorch are two exports", "-o", "a.safetensors", "--pytorch", "a.py")]
    [InlineData("-o, --onnx and --pytorch are three exports", "-o", "a.safetensors", "--onnx", "a.onnx", "--pytorch", "a.py")]
    [InlineData("--initial needs -o or --onnx: a PyTorch program draws its initial weights itself", "--pytorch", "a.py", "--initial")]
    [InlineData("--pytorch expects a file, got nothing", "--pytorch", "")]
    public void A_command_line_that_means_no_file_or_two_ends_2(string error, params string[] options)
    {
        Assert.Equal(2, _app.Run(["export", "lstm-128", .. options]));
        Assert.StartsWith($"error: {error}\n", _app.Error);
        Assert.Contains("help:  ", _app.Error);
        Assert.Null(_app.Exported);
    }

    [Fact]
    public void A_folder_is_no_file_to_write()
    {
        Assert.Equal(2, _app.Run("export", "lstm-128", "--pytorch", _app.Root));
        Assert.Equal($"error: --pytorch: '{_app.Root}' is a folder, and a file is to be written\nhelp:  name a file in a folder that can be written to\n",
            _app.Error);
    }

    [Fact]
    public Task The_help_of_export_teaches()
    {
        _app.Run("export", "--help");
        return VerifyXunit.Verifier.Verify(_app.Output);
    }
}
