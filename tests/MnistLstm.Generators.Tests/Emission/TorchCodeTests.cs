using Microsoft.CodeAnalysis;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;
using VerifyXunit;

namespace MnistLstm.Generators.Tests.Emission;

public class TorchCodeTests
{
    private const string Family =
        "hidden_size: 8\nbatch_size: 10\nepochs: 2\nlearning_rate: 0.01\nmatrix:\n  direction: [forward, bidirectional]\n  cell: [lstm, gru]\nseeds: [0, 1]\n";

    [Fact]
    public Task The_module_of_lstm_128() => Verifier.Verify(Published("lstm-128"));

    [Fact]
    public Task The_module_of_bilstm_64() => Verifier.Verify(Published("bilstm-64"));

    [Fact]
    public Task The_modules_of_a_family() => Verifier.Verify(Compiled(new SpecText("experiments/cells.yaml", Family)).Sources["TorchSharp/cells.g.cs"]);

    [Fact]
    public void Every_network_and_every_optimizer_compiles()
    {
        string[] optimizers = ["adam\nweight_decay: 0.1", "adamw\nweight_decay: 0.1", "sgd\nmomentum: 0.9\nnesterov: true", "rmsprop\nmomentum: 0.5"];
        IEnumerable<string> texts =
            from cell in new[] { "lstm", "gru", "rnn" }
            from direction in new[] { "forward", "bidirectional" }
            from network in new[] { "", "layers: 3\ndropout: 1e-1\n" }
            from readout in new[] { "last", "final_states" }
            from head in new[] { "linear", "softmax" }
            select $"cell: {cell}\ndirection: {direction}\n{network}readout: {readout}\nhead: {head}\n";
        Compiled([.. texts.Select(
            (text, i) => new SpecText($"experiments/s{i}.yaml", $"{SpecText.Valid}{text}optimizer: {optimizers[i % optimizers.Length]}\n"))]);
    }

    [Theory]
    [InlineData("lstm: {hidden_size: 6, direction: bidirectional}\n  - dropout: 0.1\n  - gru: {hidden_size: 8}\n  - readout: last\n  - linear: 9\n  - relu",
        "(x, _) = gru.call(x); // [B, 28, 8]")]
    [InlineData("linear: 32\n  - tanh\n  - rnn: {hidden_size: 8}\n  - readout: mean\n  - dropout: 0.2",
        "x = x.mean(new long[] { 1 }); // [B, 8], output.mean(dim=1)")]
    [InlineData("lstm: {hidden_size: 6, direction: bidirectional}\n  - dropout: 0.1\n  - readout: final_states",
        "x = cat(new Tensor[] { x.select(1, -1).narrow(1, 0, 6), x.select(1, 0).narrow(1, 6, 6) }, 1); // [B, 12]")]
    [InlineData("variational_dropout: 0.1\n  - lstm: {hidden_size: 6}\n  - variational_dropout: 0.3\n  - gru: {hidden_size: 8}\n  - readout: last",
        "x = x * dropout2.call(ones(x.shape[0], 1, x.shape[2])); // [B, 28, 6], one mask for all steps")]
    public void Stacks_of_modules_compile(string modules, string line)
    {
        string text = $"model:\n  - {modules}\n  - linear: 10\nbatch_size: 10\nlearning_rate: 0.01\nepochs: 2\n";
        Assert.Contains(line, Compiled(new SpecText("experiments/a.yaml", text)).Sources["TorchSharp/a.g.cs"]);
    }

    [Fact]
    public void A_family_in_which_everything_varies_compiles() => Compiled(new SpecText(
        "experiments/all.yaml",
        "hidden_size: 8\nbatch_size: 10\nepochs: 2\nlearning_rate: 0.01\ncases:\n  - { cell: rnn, layers: 2, dropout: 0.5, evaluate: at_end }\n  - { "
            + "optimizer: sgd, momentum: 0.9, train_samples: 100, dataset: mnist-10k }\n  - { head: softmax, readout: final_states, weight_decay: 0.5, "
            + "batch_size: 7, epochs: 3 }\nseeds: [1, 2]\n"));

    [Fact]
    public void Folders_named_like_types_hide_none_of_them()
    {
        string[] names = ["tensor/a", "lstm/b", "linear/c", "parameter/d", "dispose-scope/e", "sequence-classifier/f", "torch-training/g", "training-options/h",
            "torch-sharp/i", "torch/j"];
        Compiled([.. names.Select(name => new SpecText($"experiments/{name}.yaml", SpecText.Valid + "head: softmax\n"))]);
    }

    [Fact]
    public void No_name_of_another_spec_is_that_of_a_TorchSharp_class() => Compiled(
        new SpecText("experiments/a.yaml", SpecText.Valid), new SpecText("experiments/a-torch.yaml", SpecText.Valid),
        new SpecText("experiments/a-torch-module.yaml", SpecText.Valid),
        new SpecText("experiments/torch.yaml", SpecText.Valid));

    [Fact]
    public void The_library_alone_gets_modules_alone()
    {
        GeneratorRun run = GeneratorRun.Of([new SpecText("experiments/a.yaml", SpecText.Valid)], [], moreReferences: [TorchReferences.Library]);
        Assert.Contains("class ATorchModule", run.Sources["TorchSharp/a.g.cs"]);
        Assert.DoesNotContain("TorchTraining", run.Sources["TorchSharp/a.g.cs"]);
        ThrowOnWarnings(run);
    }

    [Fact]
    public void Without_the_library_nothing_of_it_is_compiled()
    {
        GeneratorRun run = GeneratorRun.Of("experiments/a.yaml", SpecText.Valid);
        Assert.DoesNotContain(run.Sources.Keys, name => name.StartsWith("TorchSharp/", StringComparison.Ordinal));
        Assert.DoesNotContain("CreateTorchTrainer", run.Sources["Runs/a.g.cs"]);
    }

    [Theory]
    [InlineData(SpecText.Valid)]
    [InlineData(Family)]
    public void What_can_be_shown_is_what_is_compiled(string text)
    {
        SpecText spec = new("experiments/a.yaml", text);
        string compiled = Compiled(spec).Sources["TorchSharp/a.g.cs"];
        Assert.All(LoadedCatalog.Runs(GeneratorRun.Of([spec])), run =>
        {
            Assert.Null(run.CreateTorchTrainer);
            Assert.All(run.TorchSharpCode().Split('\n'), line => Assert.Contains(line, compiled));
            Assert.Contains("class ATorchTraining", run.TorchSharpCode());
        });
    }

    [Fact]
    public void What_can_be_shown_of_a_single_run_is_the_whole_file()
    {
        SpecText spec = new("experiments/a.yaml", SpecText.Valid);
        RunSpec run = LoadedCatalog.Runs(GeneratorRun.Of([spec])).Single();
        Assert.Equal(Compiled(spec).Sources["TorchSharp/a.g.cs"], run.TorchSharpCode());
    }

    [Fact]
    public void Final_states_of_two_directions_are_put_side_by_side()
    {
        string code =
            Compiled(new SpecText("experiments/a.yaml", SpecText.Valid + "direction: bidirectional\nreadout: final_states\n")).Sources["TorchSharp/a.g.cs"];
        Assert.Contains("cat(new Tensor[] { h_n.select(0, -2), h_n.select(0, -1) }, 1)", code);
    }

    private static string Published(string name)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Experiments", name + ".yaml"));
        return Compiled(new SpecText($"experiments/{name}.yaml", text)).Sources[$"TorchSharp/{name}.g.cs"];
    }

    private static GeneratorRun Compiled(params SpecText[] specs)
    {
        GeneratorRun run = TorchReferences.Of(specs);
        ThrowOnWarnings(run);
        return run;
    }

    private static void ThrowOnWarnings(GeneratorRun run)
    {
        Assert.Empty(run.Errors);
        Assert.Empty(run.Compile().GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
    }
}
