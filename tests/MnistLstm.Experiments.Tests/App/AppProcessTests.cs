using System.Diagnostics;
using System.Text.Json;

namespace MnistLstm.Experiments.Tests.App;

/// <summary>The built program from outside: exit codes, streams, files, signals.</summary>
public sealed class AppProcessTests : IDisposable
{
    // A minute's work, so that none of it is over before a signal comes, though the machine may stand still for seconds between.
    private static readonly string[] s_long =
        ["sweep", "experiments/quick", "sweeps/direction", "sweeps/hidden-size", "sweeps/optimizers", "--threads", "1", "--jobs", "1", "--format", "json"];

    private readonly AppProcess _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void A_new_number_is_run_accepted_and_then_equal()
    {
        (int exitCode, string output, string error) = _app.Run("run", "quick/lstm-32");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"(?m)^quick/lstm-32 .* NEW$", output);
        Assert.Contains("epoch 5/5  loss ", error);
        Assert.Contains("accept: dotnet run -- snapshots accept quick/lstm-32", error);

        (exitCode, output, _) = _app.Run("snapshots", "accept", "quick/lstm-32");
        Assert.Equal((0, "Wrote experiments/snapshots/quick/lstm-32.verified.json (5 epochs). Commit it.\n"), (exitCode, output));
        Assert.True(File.Exists(Path.Combine(_app.Root, "experiments", "snapshots", "quick", "lstm-32.verified.json")));

        (exitCode, output, _) = _app.Run("run", "quick/lstm-32", "--force", "--threads", "1", "--results", "elsewhere", "--format", "json");
        Assert.Equal((0, "completed", "equal"), (exitCode, Only(output, "status"), Only(output, "snapshot")));

        (exitCode, output, _) = _app.Run("compare", "quick/lstm-32", "--format", "json");
        Assert.Equal((0, "cached", "equal"), (exitCode, Only(output, "status"), Only(output, "snapshot")));
    }

    [Fact]
    public void Started_outside_of_any_repository_it_works_in_the_one_it_was_built_from()
    {
        _app.Folder = Path.GetTempPath();
        (int exitCode, string output, _) = _app.Run("list", "quick/lstm-32");
        Assert.Equal(0, exitCode);
        Assert.Contains("quick/lstm-32", output);
    }

    [Fact]
    public void A_missing_snapshot_ends_3_with_CI_and_writes_nothing_below_experiments()
    {
        _app.Environment["CI"] = "true";
        Assert.Equal(3, _app.Run("run", "quick/lstm-32").ExitCode);
        Assert.False(Directory.Exists(Path.Combine(_app.Root, "experiments", "snapshots")));
    }

    [Fact]
    public void Missing_data_of_a_named_run_ends_4_with_the_document_on_standard_output()
    {
        Directory.CreateDirectory(Path.Combine(_app.Root, "empty"));
        (int exitCode, string output, string error) = _app.Run("run", "lstm-128", "--data", "empty", "--format", "json");
        Assert.Equal((4, "data-unavailable"), (exitCode, Only(output, "status")));
        Assert.Contains("mnist", error);
    }

    [Fact]
    public void A_spec_changed_after_the_build_is_not_run()
    {
        File.AppendAllText(Path.Combine(_app.Root, "experiments", "quick", "lstm-32.yaml"), "# changed\n");
        (int exitCode, string output, string error) = _app.Run("run", "quick/lstm-32", "--format", "json");
        Assert.Equal((1, "failed"), (exitCode, Only(output, "status")));
        Assert.Contains("experiments/quick/lstm-32.yaml changed after the build", error);
    }

    [SignalFact]
    public void A_sweep_goes_on_while_its_specs_are_edited_and_its_program_is_replaced()
    {
        _app.CopyProgram();
        bool replaced = false;
        (int exitCode, string output, _) = _app.Run(
            (_, line) =>
            {
                if (!replaced && line.Contains("epoch 1/", StringComparison.Ordinal))
                {
                    replaced = true;
                    File.AppendAllText(Path.Combine(_app.Root, "experiments", "quick", "lstm-32.yaml"), "# edited\n");
                    File.Delete(Path.Combine(_app.Root, "experiments", "quick", "lstm-128.yaml"));
                    foreach (string file in Directory.GetFiles(_app.Program))
                    {
                        // As the build does: the old file goes, and another one comes in its place.
                        File.Delete(file);
                        File.WriteAllText(file, "not yet written in full");
                    }
                }
            },
            "run", "quick/gru-32", "quick/lstm-32", "quick/lstm-128", "--force", "--format", "json");
        Assert.True(replaced);
        Assert.Equal(0, exitCode);
        Assert.Equal(["completed", "completed", "completed"],
            JsonElement.Parse(output).GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("status").GetString()));
    }

    [Fact]
    public void A_draft_is_left_out_of_the_build_and_says_so()
    {
        string text = File.ReadAllText(Path.Combine(_app.Root, "experiments", "quick", "lstm-32.yaml"));
        File.WriteAllText(Path.Combine(_app.Root, "experiments", "idea.draft.yaml"), text);
        foreach (string word in new[] { "experiments/idea.draft.yaml", "idea", "idea.draft" })
        {
            (int exitCode, string output, string error) = _app.Run("sweep", word);
            Assert.Equal((2, ""), (exitCode, output));
            Assert.Contains("is a draft, which the build ignores\nhelp:  take it in: mv experiments/idea.draft.yaml experiments/idea.yaml\n", error);
        }

        Assert.Equal(0, _app.Run("list", "experiments/").ExitCode);
    }

    [SignalTheory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public void A_signal_ends_130_with_the_rows_printed_and_no_complete_result(string signal)
    {
        bool sent = false;
        (int exitCode, string output, _) = _app.Run(
            (process, line) =>
            {
                if (!sent && line.Contains("epoch 1/", StringComparison.Ordinal))
                {
                    sent = true;
                    using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString()]);
                    kill.WaitForExit();
                }
            },
            s_long);
        Assert.Equal(130, exitCode);
        string[] unfinished = [.. Runs(output).Where(run => run.GetProperty("status").GetString() == "interrupted").Select(Name)];
        Assert.Single(unfinished);
        Assert.Null(Only(_app.Run("list", unfinished[0], "--format", "json").Output, "status"));
    }

    [SignalFact]
    public void A_second_signal_ends_at_once_without_rows()
    {
        int sent = 0;
        (int exitCode, string output, _) = _app.Run(
            (process, line) =>
            {
                if (sent < 2 && (line.Contains("epoch 1/", StringComparison.Ordinal) || line.StartsWith("interrupted: ", StringComparison.Ordinal)))
                {
                    // A terminal that is closed, and then somebody who wants it to end.
                    using Process kill = Process.Start("kill", [sent++ == 0 ? "-HUP" : "-TERM", process.Id.ToString()]);
                    kill.WaitForExit();
                }
            },
            s_long);

        // It may have ended already between the two.
        Assert.Equal((130, 2), (exitCode, sent));
        Assert.True(output.Length == 0 || output.Contains("interrupted", StringComparison.Ordinal), output);
    }

    [SignalTheory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    public void Notes_that_cannot_be_written_change_neither_results_nor_table_nor_exit_code(string redirection)
    {
        _app.Redirection = redirection;
        (int exitCode, string output, _) = _app.Run("sweep", "quick/lstm-32", "--format", "json");
        Assert.Equal((0, "completed"), (exitCode, Only(output, "status")));
    }

    [SignalTheory]
    [InlineData(">/dev/full", "No space left on device")]
    [InlineData(">&-", "it is closed or not open for writing")]
    public void Standard_output_that_cannot_be_written_ends_1_and_says_so(string redirection, string reason)
    {
        _app.Redirection = redirection;
        (int exitCode, _, string error) = _app.Run("list");
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"error: standard output cannot be written: {reason}; ", error);
    }

    [SignalFact]
    public void A_reader_that_goes_away_is_no_error()
    {
        _app.Redirection = "| true";
        Assert.Equal((0, "", ""), _app.Run("list"));
    }

    [Fact]
    public void A_wrong_command_line_ends_2_with_nothing_on_standard_output()
    {
        (int exitCode, string output, string error) = _app.Run("swep", "experiments/");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("error: unknown command 'swep'; did you mean 'sweep'?\n", error);
    }

    [Fact]
    public void An_export_before_any_training_has_the_initial_weights_only()
    {
        Assert.Equal(0, _app.Run("export", "quick/lstm-32", "--initial", "-o", "start.safetensors").ExitCode);
        Assert.True(new FileInfo(Path.Combine(_app.Root, "start.safetensors")).Length > 4 * 8266);
        (int exitCode, _, string error) = _app.Run("export", "quick/lstm-32", "-o", "end.safetensors");
        Assert.Equal(1, exitCode);
        Assert.Contains("quick/lstm-32 has no trained weights yet: dotnet run -- run quick/lstm-32", error);
    }

    [Fact]
    public void A_program_is_exported_with_the_starts_hashes_and_its_digits()
    {
        Assert.Equal(0, _app.Run("export", "quick/lstm-32", "--pytorch", "out/lstm_32.py").ExitCode);
        string script = File.ReadAllText(Path.Combine(_app.Root, "out", "lstm_32.py"));
        Assert.Contains("self.lstm = nn.LSTM(28, 32, batch_first=True)", script);

        // What PyTorch 1.13 has after torch.manual_seed(0); tests/pytorch/run compares them all.
        Assert.Contains("REFERENCE_WEIGHTS = \"3d036d4bd60e173d1f3fcee9cdeda9d91b6ea3fe9ffe763ed53ae2ce1d1f266a\"", script);
        Assert.Contains("REFERENCE_ORDER = \"96ff33d5f0da05f31853c28a8559b2171c042cccdc567faeec18c68cc48043d9\"", script);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_app.Root, "out", "mnist-10k")).Length);
    }

    [Fact]
    public void No_program_is_exported_from_a_spec_changed_after_the_build()
    {
        File.AppendAllText(Path.Combine(_app.Root, "experiments", "quick", "lstm-32.yaml"), "# changed\n");
        (int exitCode, _, string error) = _app.Run("export", "quick/lstm-32", "--pytorch", "lstm_32.py");
        Assert.Equal(1, exitCode);
        Assert.Contains("experiments/quick/lstm-32.yaml changed after the build", error);
        Assert.False(File.Exists(Path.Combine(_app.Root, "lstm_32.py")));
    }

    [Fact]
    public void Text_has_no_byte_order_mark_and_ends_lines_with_line_feeds()
    {
        string output = _app.Run("list").Output;
        Assert.StartsWith("run ", output);
        Assert.DoesNotContain('\r', output);
    }

    private static string? Only(string json, string field) => Assert.Single(Runs(json)).GetProperty(field).GetString();

    private static IEnumerable<JsonElement> Runs(string json) => JsonElement.Parse(json).GetProperty("runs").EnumerateArray();

    private static string Name(JsonElement run) => run.GetProperty("name").GetString()!;
}
