using MnistLstm.Generators.Tests.Running;
using VerifyXunit;

namespace MnistLstm.Generators.Tests.Emission;

public class EmissionTests
{
    private const string Two =
        "hidden_size: 5\nlayers: 2\nhead: softmax\nevaluate: at_end\nbatch_size: 7\nlearning_rate: 1e-3\nweight_decay: .5\nepochs: 3\nseed: -1\ndataset: "
            + "mnist-10k\ntrain_samples: 100\n";

    [Fact]
    public Task A_forward_model_and_its_trainer() => Verifier.Verify(
        GeneratorRun.Of("experiments/lstm-8.yaml", SpecText.Valid).Sources["Models/lstm-8.g.cs"]);

    [Fact]
    public Task A_bidirectional_model_and_its_trainer() => Verifier.Verify(
        GeneratorRun.Of("experiments/quick/bilstm-8.yaml", SpecText.Valid + "direction: bidirectional\n").Sources["Models/quick/bilstm-8.g.cs"]);

    [Fact]
    public Task Two_layers_with_softmax_tested_at_the_end() => Verifier.Verify(
        GeneratorRun.Of("experiments/2x5.yaml", Two).Sources["Models/2x5.g.cs"]);

    [Fact]
    public Task A_bidirectional_GRU_with_final_states_trained_by_AdamW() => Verifier.Verify(
        GeneratorRun.Of("experiments/bigru.yaml",
            SpecText.Valid + "cell: gru\ndirection: bidirectional\nreadout: final_states\noptimizer: adamw\nweight_decay: 1e-2\n")
                .Sources["Models/bigru.g.cs"]);

    [Fact]
    public Task Two_RNN_layers_with_dropout_trained_by_SGD() => Verifier.Verify(
        GeneratorRun.Of("experiments/rnn.yaml", SpecText.Valid + "cell: rnn\nlayers: 2\ndropout: .25\noptimizer: sgd\nmomentum: 0.9\nnesterov: true\n")
            .Sources["Models/rnn.g.cs"]);

    [Fact]
    public Task A_GRU_with_its_final_state_trained_by_RMSprop() => Verifier.Verify(
        GeneratorRun.Of("experiments/gru.yaml", SpecText.Valid + "cell: gru\nreadout: final_states\noptimizer: rmsprop\nmomentum: 0.5\n")
            .Sources["Models/gru.g.cs"]);

    [Fact]
    public Task An_LSTM_with_images_held_out_clipped_gradients_and_a_learning_rate_that_falls() => Verifier.Verify(
        GeneratorRun.Of("experiments/loop.yaml",
            SpecText.Valid + "validation_samples: 500\nclip_grad_norm: 1\nlr_scheduler: cosine_annealing_lr\neta_min: 1e-4\n").Sources["Models/loop.g.cs"]);

    [Fact]
    public Task A_stack_of_several_recurrent_modules() => Verifier.Verify(GeneratorRun.Of(
        "experiments/stack.yaml",
        SpecText.ValidBesideModel
            + "model:\n  - lstm: {hidden_size: 6, direction: bidirectional}\n  - dropout: .2\n  - gru: {hidden_size: 4}\n  - gru: {hidden_size: 3}\n  - "
            + "readout: last\n  - linear: 12\n  - relu\n  - linear: 10\n").Sources["Models/stack.g.cs"]);

    [Fact]
    public Task The_rows_of_a_spec_with_a_reference()
    {
        string rows = GeneratorRun.Of(
            "experiments/quick/lstm-8.yaml",
            SpecText.Valid
                + "description: \"a \\\"quoted\\\" text\\nof two lines\"\nreference:\n  source: A page\n  test_accuracy: 0.9807\n  train_losses: [1, 5e-1]\n")
                .Sources["Runs/quick/lstm-8.g.cs"];
        return Verifier.Verify(rows[..rows.IndexOf("    /// <summary>The source of", StringComparison.Ordinal)]);
    }

    [Fact]
    public Task The_catalog_lists_runs_by_ordinal_name() => Verifier.Verify(
        GeneratorRun.Of([Spec("quick/b"), Spec("b"), Spec("a.c"), Spec("a-b"), Spec("quick/deep/x")]).Sources["ExperimentCatalog.g.cs"]);

    [Fact]
    public Task The_catalog_exists_without_any_spec() => Verifier.Verify(GeneratorRun.Of([]).Sources["ExperimentCatalog.g.cs"]);

    [Fact]
    public Task One_test_method_a_run() => Verifier.Verify(
        GeneratorRun.Of([Spec("a/b"), Spec("a-b"), Spec("class"), Spec("2x5"), Spec("quick/lstm-128")], "tests").Sources["Snapshots.g.cs"]);

    [Fact]
    public void Every_emitted_line_ends_in_a_line_feed_alone()
    {
        foreach (string source in GeneratorRun.Of("experiments/a.yaml", SpecText.Valid.Replace("\n", "\r\n")).Sources.Values)
        {
            Assert.DoesNotContain('\r', source);
            Assert.EndsWith("\n", source);
        }
    }

    [Fact]
    public void A_project_that_asks_for_neither_output_gets_no_code() => Assert.Empty(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid, "").Sources);

    [Fact]
    public void The_tests_output_holds_the_test_methods_alone() =>
        Assert.Equal(["Snapshots.g.cs"], GeneratorRun.Of("experiments/a.yaml", SpecText.Valid, "tests").Sources.Keys);

    private static SpecText Spec(string name) => new($"experiments/{name}.yaml", SpecText.Valid);
}
