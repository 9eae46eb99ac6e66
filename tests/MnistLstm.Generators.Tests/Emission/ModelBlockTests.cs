using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using MnistLstm.Engine.Modules;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Tests.Emission;

/// <summary>What a <c>model</c> comes to: the same as the flat keys where they can say it, a setting of its own where not.</summary>
public class ModelBlockTests
{
    public static TheoryData<string, string> Flat => new()
    {
        { "hidden_size: 16", "[lstm: {hidden_size: 16}, readout: last, linear: 10]" },
        { "hidden_size: 8\ncell: gru\nlayers: 2\ndropout: 2.5e-1", "[gru: {hidden_size: 8, layers: 2, dropout: .25}, readout: last, linear: 10]" },
        { "hidden_size: 8\ncell: rnn\ndirection: bidirectional\nreadout: final_states\nhead: softmax",
            "[rnn: {direction: bidirectional, hidden_size: 8, dropout: 0}, readout: final_states, linear: 10, softmax]" },
    };

    [Theory]
    [MemberData(nameof(Flat))]
    public void A_model_that_the_flat_keys_can_say_has_their_settings(string keys, string model)
    {
        RunSpec flat = Run(keys);
        RunSpec stack = Run($"model: {model}");

        Assert.Equal(flat.Settings.Select(s => (s.Key, s.Value, s.Default)), stack.Settings.Select(s => (s.Key, s.Value, s.Default)));
        Assert.Equal(Model(flat.ModelCode()), Model(stack.ModelCode()));
        Assert.Equal(flat.Network, stack.Network);
    }

    [Fact]
    public void Its_settings_come_from_the_lines_of_its_items()
    {
        RunSpec run = Run("model:\n  - gru:\n      hidden_size: 8\n      layers: 2\n  - readout: last\n  - linear: 10\n  - softmax");

        Assert.Equal(
            [("hidden_size", 6), ("layers", 7), ("direction", null), ("cell", 5), ("dropout", null), ("readout", 8), ("head", 10)],
            run.Settings.Where(s => s.Key is "hidden_size" or "layers" or "direction" or "cell" or "dropout" or "readout" or "head")
                .Select(s => (s.Key, s.Line)));
    }

    [Theory]
    [InlineData("model: [lstm: {hidden_size: 8}, readout: mean, linear: 10]", "[lstm: {hidden_size: 8}, readout: mean, linear: 10]")]
    [InlineData("model:\n  - lstm:\n      layers: 1\n      hidden_size: 8\n  - readout: \"mean\"\n  - linear: +10\n",
        "[lstm: {hidden_size: 8}, readout: mean, linear: 10]")]
    [InlineData("model: [dropout: 1e-5, lstm: {hidden_size: 8}, readout: last, linear: 10]",
        "[dropout: 1E-05, lstm: {hidden_size: 8}, readout: last, linear: 10]")]
    [InlineData("model: [lstm: {hidden_size: 8}, variational_dropout: .30, readout: last, linear: 10]",
        "[lstm: {hidden_size: 8}, variational_dropout: 0.3, readout: last, linear: 10]")]
    [InlineData(
        "model: [rnn: {layers: 2, dropout: 5e-1, direction: bidirectional, hidden_size: 3}, tanh, dropout: .20, readout: final_states, linear: 64, relu, "
            + "linear: 10, softmax]",
        "[rnn: {hidden_size: 3, direction: bidirectional, layers: 2, dropout: 0.5}, tanh, dropout: 0.2, readout: final_states, linear: 64, relu, linear: "
            + "10, softmax]")]
    public void Another_model_is_a_setting_in_canonical_text(string model, string expected)
    {
        RunSpec run = Run(model);

        Assert.Equal(new Setting("model", expected, null, 4), run.Settings.Single(s => s.Key == "model"));
        Assert.DoesNotContain(run.Settings, s => s.Key is "hidden_size" or "layers" or "direction" or "cell" or "dropout" or "readout" or "head");
    }

    [Fact]
    public void A_flat_spec_has_no_such_setting() => Assert.DoesNotContain(Run("hidden_size: 8").Settings, s => s.Key == "model");

    [Fact]
    public void The_canonical_text_is_a_model_itself()
    {
        string text = Run("model: [dropout: 1e-1, rnn: {hidden_size: 3, layers: 2}, relu, readout: mean, linear: 10]")["model"];

        Assert.Equal(text, Run($"model: {text}")["model"]);
    }

    [Theory]
    [InlineData("[lstm: {hidden_size: 6, direction: bidirectional}, dropout: .2, gru: {hidden_size: 5, layers: 2, dropout: 1e-1}, readout: last, linear: 7, "
        + "relu, linear: 10]")]
    [InlineData("[relu, relu, linear: 4, tanh, gru: {hidden_size: 3}, gru: {hidden_size: 2}, dropout: 0, dropout: 1e-5, readout: mean, softmax, linear: "
        + "10, softmax]")]
    [InlineData("[variational_dropout: .1, lstm: {hidden_size: 5}, variational_dropout: 0.25, dropout: 0.1, readout: last, linear: 10]")]
    [InlineData("[gru: {hidden_size: 5, direction: bidirectional}, tanh, readout: final_states]")]
    public void The_docs_of_a_stack_are_what_the_model_says_of_itself(string text)
    {
        RunSpec run = Run($"model: {text}");
        using SequenceClassifier model = run.CreateModel();
        string code = run.ModelCode();

        Assert.Equal(model.Parameters.TotalCount, run.Parameters);
        Assert.Contains($"/// {model.ToString().Replace("\n", "\n/// ")}\n", code);
        Assert.All(model.Shapes, shape => Assert.Matches($@"/// {shape.Name} +{Regex.Escape(shape.OutputShape)}(  |\n)", code));
        Assert.All(model.Parameters.Where(p => !p.Name.StartsWith("fc")), p => Assert.Contains($"<c>{p.Name}</c>, [{string.Join(", ", p.Shape)}]:", code));
    }

    [Fact]
    public void Modules_are_numbered_where_there_are_several_of_a_kind()
    {
        using SequenceClassifier model =
            Run("model: [linear: 4, lstm: {hidden_size: 3}, dropout: 0.1, lstm: {hidden_size: 2}, gru: {hidden_size: 2}, readout: last, dropout: "
                + "0.2, linear: 10]").CreateModel();

        Assert.Equal(["fc1", "lstm1", "dropout1", "lstm2", "gru", "last", "dropout2", "fc2"], model.Modules.Select(m => m.Name));
    }

    [Fact]
    public void Other_keys_can_be_varied_beside_a_model()
    {
        const string Text = SpecText.ValidBesideModel
            + "model: [rnn: {hidden_size: 3}, readout: mean, linear: 10]\nmatrix: {weight_decay: [0.1, 0.2]}\ncases: [{optimizer: sgd}]\nseeds: [1, 2]\n";
        IReadOnlyList<RunSpec> runs = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", Text));

        Assert.Equal(6, runs.Count);
        Assert.All(runs, run => Assert.Equal("[rnn: {hidden_size: 3}, readout: mean, linear: 10]", run["model"]));
        Assert.Equal("a[optimizer=sgd,seed=2]", runs[5].Name);
        Assert.Single(runs.Select(run => run.CreateModel().GetType()).Distinct());
    }

    [Fact]
    public void A_comment_in_a_model_leaves_its_code_alone()
    {
        SpecText plain = new("experiments/a.yaml", SpecText.ValidBesideModel + "model:\n  - rnn: {hidden_size: 3}\n  - readout: mean\n  - linear: 10\n");
        SpecText commented = new("experiments/a.yaml",
            SpecText.ValidBesideModel + "model:\n  - rnn: {hidden_size: 3} # small\n  - readout: mean\n  # ten digits\n  - linear: 10\n");
        GeneratorRun first = GeneratorRun.Of([plain]);
        GeneratorRun second = first.Again(driver => driver.ReplaceAdditionalText(plain, commented));

        Assert.Equal(first.Sources["Models/a.g.cs"], second.Sources["Models/a.g.cs"]);
        Assert.All(
            second.Result.TrackedSteps[StepNames.Code].SelectMany(step => step.Outputs),
            output => Assert.Contains(output.Reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
    }

    private static RunSpec Run(string keys) => LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.ValidBesideModel + keys + "\n")).Single();

    private static string Model(string code) => code[..code.IndexOf("/// <summary>Trains", StringComparison.Ordinal)];
}
