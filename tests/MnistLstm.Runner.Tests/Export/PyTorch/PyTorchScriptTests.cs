using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Networks;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Export.PyTorch;

public sealed class PyTorchScriptTests
{
    [Fact]
    public Task A_forward_LSTM_tested_at_the_end() =>
        Verifier.Verify(Write(("evaluate", "at_end")));

    [Fact]
    public Task Everything_that_can_be_set() => Verifier.Verify(PyTorchScript.Write(
        ScriptSpecs.Make(
            "sweeps/all[seed=-1]",
            ("cell", "gru"), ("layers", "3"), ("direction", "bidirectional"), ("hidden_size", "48"), ("dropout", "0.2"), ("readout", "final_states"),
            ("head", "softmax"),
            ("optimizer", "sgd"), ("learning_rate", "0.1"), ("momentum", "0.9"), ("nesterov", "true"), ("weight_decay", "1E-05"),
            ("batch_size", "32"), ("epochs", "3"), ("seed", "-1"), ("dataset", "mnist-10k"), ("train_samples", "1000"), ("test_samples", "100"),
            ("validation_samples", "200"), ("clip_grad_norm", "0.5"), ("lr_scheduler", "step_lr"), ("step_size", "2"), ("gamma", "0.5")),
        ScriptSpecs.Reference,
        "'my file.py'"));

    [Theory]
    [InlineData("adam", "0", "torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)")]
    [InlineData("adam", "0.01", "torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, weight_decay=0.01)")]
    [InlineData("adamw", "0", "torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=0)")]
    [InlineData("sgd", "0", "torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)")]
    [InlineData("rmsprop", "0.01", "torch.optim.RMSprop(model.parameters(), lr=LEARNING_RATE, weight_decay=0.01)")]
    public void An_optimizer_gets_what_differs_from_PyTorchs_defaults(string optimizer, string weightDecay, string expected) =>
        Assert.Contains($"    optimizer = {expected}\n", Write(("optimizer", optimizer), ("weight_decay", weightDecay)));

    [Theory]
    [InlineData("betas", "[0.9,0.98]", "adamw", "AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=0, betas=(0.9, 0.98))")]
    [InlineData("eps", "1E-07", "adagrad", "Adagrad(model.parameters(), lr=LEARNING_RATE, eps=1E-07)")]
    [InlineData("alpha", "0.9", "rmsprop", "RMSprop(model.parameters(), lr=LEARNING_RATE, alpha=0.9)")]
    [InlineData("rho", "0.95", "adadelta", "Adadelta(model.parameters(), lr=LEARNING_RATE, rho=0.95)")]
    [InlineData("amsgrad", "true", "adam", "Adam(model.parameters(), lr=LEARNING_RATE, amsgrad=True)")]
    [InlineData("momentum_decay", "0.01", "nadam", "NAdam(model.parameters(), lr=LEARNING_RATE, momentum_decay=0.01)")]
    public void An_optimizer_gets_the_arguments_that_are_given(string key, string value, string optimizer, string expected) =>
        Assert.Contains($"    optimizer = torch.optim.{expected}\n", Write(("optimizer", optimizer), (key, value)));

    [Fact]
    public void RMSprop_has_momentum() =>
        Assert.Contains("torch.optim.RMSprop(model.parameters(), lr=LEARNING_RATE, momentum=0.9)\n", Write(("optimizer", "rmsprop"), ("momentum", "0.9")));

    [Theory]
    [InlineData("lstm", "forward", "_, (h_n, _) = self.lstm(images)", "self.fc(h_n[-1])")]
    [InlineData("lstm", "bidirectional", "_, (h_n, _) = self.lstm(images)", "self.fc(torch.cat((h_n[-2], h_n[-1]), dim=1))")]
    [InlineData("rnn", "forward", "_, h_n = self.rnn(images)", "self.fc(h_n[-1])")]
    public void The_final_states_are_read_where_the_cell_gives_them(string cell, string direction, string states, string scores)
    {
        string script = Write(("cell", cell), ("direction", direction), ("readout", "final_states"));
        Assert.Contains($"        {states}\n        return {scores}\n", script);
    }

    [Fact]
    public void Pixels_other_than_a_row_s_are_reshaped_to_time_steps()
    {
        string script = Write(("input_size", "56"));
        Assert.Contains("        self.lstm = nn.LSTM(56, 128, batch_first=True)\n", script);
        Assert.Contains("    def forward(self, images):  # [B, 28, 28]\n        steps = images.reshape(-1, 14, 56)\n        output, _ = self.lstm(steps)\n",
            script);
    }

    [Fact]
    public void What_is_held_out_is_looked_at_before_the_test_set_at_the_end_too()
    {
        string script = Write(("evaluate", "at_end"), ("validation_samples", "5000"));
        Assert.Contains("            validation = evaluate(model, validation_loader)\n            accuracy = evaluate(model, test_loader)\n", script);
        Assert.Contains("  val {100 * validation:.2f} %  test {100 * accuracy:.2f} %", script);
    }

    [Theory]
    [InlineData("exponential_lr", "ExponentialLR(optimizer, gamma=0.1)")]
    [InlineData("cosine_annealing_lr", "CosineAnnealingLR(optimizer, T_max=EPOCHS, eta_min=0)")]
    [InlineData("linear_lr", "LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1, total_iters=5)")]
    public void A_scheduler_is_stepped_after_every_epoch(string scheduler, string expected)
    {
        string script = Write(("lr_scheduler", scheduler));
        Assert.Contains($"    scheduler = torch.optim.lr_scheduler.{expected}\n", script);
        Assert.Contains("\n        scheduler.step()\n    if options.check:\n", script);
    }

    [Fact]
    public Task A_run_whose_rate_changes_after_every_step_behind_a_warm_up() => Verifier.Verify(Write(
        ("lr_scheduler", "cosine_annealing_lr"), ("lr_scheduler_interval", "step"), ("warmup_iters", "20"), ("warmup_start_factor", "0.1")));

    [Theory]
    [InlineData("0", "auto", "loss")]
    [InlineData("500", "auto", "validation_loss")]
    [InlineData("500", "train_loss", "loss")]
    public void A_plateau_is_stepped_with_the_loss_that_is_followed(string held, string monitor, string loss)
    {
        string script = Write(("lr_scheduler", "reduce_lr_on_plateau"), ("validation_samples", held), ("monitor", monitor));
        Assert.Contains($"\n        scheduler.step({loss})\n", script, StringComparison.Ordinal);
        Assert.Contains("ReduceLROnPlateau(optimizer, factor=0.1, patience=10, threshold=0.0001, threshold_mode=\"rel\", cooldown=0, min_lr=0)\n", script,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_t_max_of_its_own_is_written_as_it_is() => Assert.Contains("T_max=7,", Write(("lr_scheduler", "cosine_annealing_lr"), ("t_max", "7")));

    [Fact]
    public Task A_run_that_is_stopped_early() =>
        Verifier.Verify(Write(("validation_samples", "5000"), ("early_stopping_patience", "3"), ("lr_scheduler", "linear_lr")));

    [Fact]
    public Task A_run_that_restores_the_best_weights_by_a_random_part() =>
        Verifier.Verify(Write(("validation_fraction", "0.1"), ("validation_seed", "42"), ("restore_best", "true"), ("early_stopping_patience", "3")));

    [Fact]
    public void A_fraction_is_held_out_from_the_end() => Assert.Contains(
        "    held = int(len(train_set) * 0.1)\n    validation_set = Subset(train_set, range(len(train_set) - held, len(train_set)))\n"
            + "    train_set = Subset(train_set, range(len(train_set) - held))\n", Write(("validation_fraction", "0.1")));

    [Fact]
    public Task A_stack_of_modules() => Verifier.Verify(PyTorchScript.Write(
        ScriptSpecs.Stack(network => network.Recurrent("lstm", 64, bidirectional: true).Dropout(0.2).Recurrent("gru", 32, 2, dropout: 0.1).Readout("last")
            .Linear(64).Relu().Dropout(1e-5).Linear(10)),
        ScriptSpecs.Reference,
        "stack.py"));

    public static TheoryData<string, Func<NetworkBuilder, NetworkBuilder>> Stacks => new()
    {
        {
            "output = self.fc(images)\noutput = self.tanh(output)\noutput, _ = self.rnn(output)\nreturn output[:, -1, :]",
            network => network.Linear(5).Tanh().Recurrent("rnn", 10).Readout("last")
        },
        {
            "output, _ = self.lstm(images)\noutput = self.relu(output)\nreturn self.fc(torch.cat((output[:, -1, :4], output[:, 0, 4:]), dim=1))",
            network => network.Recurrent("lstm", 4, bidirectional: true).Relu().Readout("final_states").Linear(10)
        },
        {
            "output, _ = self.rnn1(images)\n_, h_n = self.rnn2(output)\nreturn self.softmax(self.fc(h_n[-1]))",
            network => network.Recurrent("rnn", 4).Recurrent("rnn", 3).Readout("final_states").Linear(10).Softmax()
        },
        {
            "output = images * self.dropout1(torch.ones(images.size(0), 1, images.size(2)))\noutput, _ = self.lstm(output)\n"
                + "output = output * self.dropout2(torch.ones(output.size(0), 1, output.size(2)))\nreturn self.fc(output[:, -1, :])",
            network => network.VariationalDropout(0.1).Recurrent("lstm", 4).VariationalDropout(0.3).Readout("last").Linear(10)
        },
        {
            "x = self.fc1(images.mean(dim=1))\nx = self.relu(x)\nreturn self.fc2(x)",
            network => network.Readout("mean").Linear(6).Relu().Linear(10)
        },
    };

    [Theory]
    [MemberData(nameof(Stacks))]
    public void A_stack_is_gone_through_from_top_to_bottom(string forward, Func<NetworkBuilder, NetworkBuilder> modules) => Assert.Contains(
        $"        {forward.Replace("\n", "\n        ")}\n", PyTorchScript.Write(ScriptSpecs.Stack(modules), ScriptSpecs.Reference, "a.py"));

    [Fact]
    public void Dropout_that_no_order_matters_to_is_PyTorchs_own()
    {
        string script = PyTorchScript.Write(
            ScriptSpecs.Stack(network => network.Dropout(0.1).Recurrent("gru", 4).Readout("last").Dropout(0.5).Linear(10)),
            ScriptSpecs.Reference,
            "a.py");

        Assert.DoesNotContain("class Dropout", script);
        Assert.Contains("self.dropout1 = nn.Dropout(0.1)\n", script);
        Assert.Contains("self.dropout2 = nn.Dropout(0.5)\n", script);
        Assert.Contains("def draws_reference_masks", script);
    }

    [Fact]
    public void Dropout_of_all_steps_alike_is_PyTorchs_own_of_ones_and_keeps_the_order_of_what_comes_behind_it()
    {
        string alone = PyTorchScript.Write(
            ScriptSpecs.Stack(network => network.Recurrent("gru", 4).VariationalDropout(0.3).Readout("last").Linear(10)), ScriptSpecs.Reference, "a.py");
        Assert.DoesNotContain("class Dropout", alone);
        Assert.Contains("self.dropout = nn.Dropout(0.3)  # of the same features at every time step\n", alone);
        Assert.Contains("def draws_reference_masks", alone);
        string above = PyTorchScript.Write(
            ScriptSpecs.Stack(network => network.Recurrent("gru", 4).VariationalDropout(0.3).Dropout(0.2).Readout("last").Linear(10)), ScriptSpecs.Reference,
            "a.py");
        Assert.Contains("self.dropout2 = Dropout(0.2)\n", above);
    }

    [Fact]
    public void A_description_of_several_lines_stays_one_comment()
    {
        RunSpec spec = ScriptSpecs.Make("a") with { Description = "One\n\"\"\" two\nimport os\n" };
        Assert.Contains("\n# a  (experiments/a.yaml)\n# One \"\"\" two import os\nimport argparse\n", PyTorchScript.Write(spec, ScriptSpecs.Reference, "a.py"));
    }

    [Theory]
    [InlineData("coding: raw_unicode_escape \\u000aimport os", "a.py")]
    [InlineData("-*- coding=utf-7 -*- vim: set fileencoding=utf-7 :", "a.py")]
    [InlineData("one\u0085import os\u2028import os\fimport os\rimport os\0\e]0;x\a\u202e", "a.py")]
    [InlineData("fine", "coding:utf-7\nimport os.py")]
    public void Nothing_a_spec_or_a_file_name_says_is_code_or_an_encoding(string description, string file)
    {
        string script = PyTorchScript.Write(ScriptSpecs.Make("a") with { Description = description }, ScriptSpecs.Reference, file);
        string[] lines = script.Split('\n');
        Assert.All(lines.Take(2), line => Assert.DoesNotMatch(@"coding[:=]", line));
        Assert.Equal(lines.TakeWhile(line => line != "import argparse"), lines.TakeWhile(line => line.StartsWith('#')));
        Assert.DoesNotContain("\nimport os", script.Replace("\nimport os\nimport sys", ""));
        Assert.DoesNotContain(script.EnumerateRunes(), c => c.Value != '\n' && ObeyedText.Is(c));
    }

    [Fact]
    public void A_name_in_a_string_is_a_string() =>
        Assert.Equal(@"a\""b\\{{c}}\U0000001b", PythonText.InString("a\"b\\{c}\e", formatted: true));

    [Fact]
    public void A_script_uses_what_it_imports_and_ends_lines_with_line_feeds()
    {
        foreach (string dataset in new[] { "mnist", "fashion-mnist", "mnist-10k" })
        {
            string script = Write(("dataset", dataset));
            Assert.Equal(script.Contains("import os\n"), script.Contains("os.environ"));
            Assert.DoesNotContain('\r', script);
            Assert.EndsWith("main()\n", script);
        }
    }

    private static string Write(params (string Key, string Value)[] settings) =>
        PyTorchScript.Write(ScriptSpecs.Make("lstm-128", settings), ScriptSpecs.Reference, "lstm_128.py");
}
