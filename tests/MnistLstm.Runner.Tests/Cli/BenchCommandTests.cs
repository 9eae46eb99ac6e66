using System.Text.Json;
using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Tests.Engines;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Idx;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class BenchCommandTests : IDisposable
{
    private readonly CommandHarness _app =
        new(Specs.Make("lstm-128", dataset: "mnist"), Specs.Make("bilstm-64", hidden: 64, bidirectional: true, batch: 32, dataset: "mnist"));

    public BenchCommandTests()
    {
        SequenceSet images = new(new byte[100 * 28 * 28], new int[100], 28, 28);
        _app.Load = (set, _) => new Dataset(set.Name, images, images.Take(50), "");
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public Task The_tables_of_the_published_shapes()
    {
        Assert.Equal(0, _app.Run("bench", "--quick", "--threads", "2"));
        return Verifier.Verify($"{_app.Output}--- standard error ---\n{_app.Error}");
    }

    [Fact]
    public Task The_json_of_a_shape()
    {
        Assert.Equal(0, _app.Run("bench", "--quick", "--threads", "1", "--format", "json"));
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task The_table_of_epochs()
    {
        Assert.Equal(0, _app.Run("bench", "lstm-128", "bilstm-64", "--threads", "2"));
        return Verifier.Verify($"{_app.Output}--- standard error ---\n{_app.Error}");
    }

    [Fact]
    public Task The_json_of_an_epoch()
    {
        Assert.Equal(0, _app.Run("bench", "lstm-128", "--threads", "1", "--format", "json"));
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task The_tables_beside_another_engine()
    {
        _app.OtherEngine = new NearEngine();
        Assert.Equal(0, _app.Run("bench", "--quick", "--threads", "2", "--engine", "torchsharp"));
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task The_table_of_epochs_of_two_engines()
    {
        _app.OtherEngine = new NearEngine();
        Assert.Equal(0, _app.Run("bench", "lstm-128", "--threads", "2", "--engine", "torchsharp"));
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public void The_json_has_the_other_engine_s_figures_beside_ours()
    {
        _app.OtherEngine = new NearEngine();
        _app.Run("bench", "--quick", "--threads", "2", "--engine", "torchsharp", "--format", "json");
        JsonElement root = JsonElement.Parse(_app.Output);
        Assert.Equal("torchsharp/0.1.2", root.GetProperty("machine").GetProperty("peer").GetString());
        Assert.Equal("libtorch 9.9", root.GetProperty("machine").GetProperty("peer_library").GetString());
        Assert.All(root.GetProperty("shapes").EnumerateArray(), shape =>
        {
            JsonElement peer = shape.GetProperty("peer");
            Assert.Equal(13, peer.GetProperty("step").GetProperty("median_ms").GetDouble(), 9);
            Assert.Equal(6, peer.GetProperty("evaluation").GetProperty("median_ms").GetDouble(), 9);
            Assert.Equal(shape.GetProperty("step").GetProperty("useful_gflop").GetDouble(), peer.GetProperty("step").GetProperty("useful_gflop").GetDouble());
        });
    }

    [Fact]
    public void Csv_has_two_more_records_a_shape_and_number_of_threads_for_the_other_engine()
    {
        _app.OtherEngine = new NearEngine();
        _app.Run("bench", "--quick", "--threads", "2", "--engine", "torchsharp", "--format", "csv");
        string[] lines = _app.Output.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Equal(18, line.Split(',').Length));
        Assert.Equal(2 * 2 * 6, lines.Count(line => line.EndsWith(",exact/1", StringComparison.Ordinal)));
        Assert.Equal(2 * 2 * 2, lines.Count(line => line.EndsWith(",torchsharp/0.1.2", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_engine_that_does_not_run_here_says_why_before_anything_is_measured()
    {
        _app.OtherEngine = new NearEngine { FaultFound = "libtorch cannot be loaded" };
        Assert.Equal(1, _app.Run("bench", "--engine", "torchsharp"));
        Assert.Contains("error: libtorch cannot be loaded", _app.Error, StringComparison.Ordinal);
        Assert.Empty(_app.Bench.Prepared);
    }

    [Fact]
    public void An_engine_that_this_build_has_not_ends_2()
    {
        Assert.Equal(2, _app.Run("bench", "--engine", "torchsharp"));
        Assert.Contains("-p:TorchSharp=true", _app.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--all")]
    [InlineData("--quick")]
    [InlineData("lstm-128")]
    public void Tables_fit_80_columns_without_leaving_one_out(string argument)
    {
        Assert.Equal(0, _app.Run("bench", argument));
        Assert.All(_app.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain("left out", _app.Error);
    }

    [Fact]
    public void On_a_busy_machine_what_cannot_be_is_not_shown_and_a_warning_says_why()
    {
        _app.Bench.Disturbance = pass => pass == BenchPass.Forward ? 9_000 : 0;
        Assert.Equal(0, _app.Run("bench", "--quick", "--threads", "1"));
        Assert.DoesNotContain(" -8", _app.Output);
        Assert.Contains("warning: the machine was busy, so these times are wrong: backward of b100-h128 on 1 thread, ", _app.Error);
    }

    [Fact]
    public void Groups_of_shapes_are_measured_in_their_own_order_each_shape_once()
    {
        Assert.Equal(0, _app.Run("bench", "--only", "dropout", "sizes", "--threads", "1"));
        Assert.Equal("b32-h64", _app.Bench.Prepared[0].Shape.Name);
        Assert.Equal("b32-h64-l2-d0.2", _app.Bench.Prepared[^1].Shape.Name);
        Assert.Single(_app.Bench.Prepared, prepared => prepared.Shape.Name == "b100-h128-l2");
    }

    [Fact]
    public void A_group_that_there_is_not_lists_those_there_are()
    {
        Assert.Equal(2, _app.Run("bench", "--only", "cell"));
        Assert.Contains("cells", _app.Error, StringComparison.Ordinal);
        Assert.Empty(_app.Bench.Prepared);
    }

    [Fact]
    public void A_shape_that_the_other_engine_has_no_steps_of_is_named_before_anything_is_measured()
    {
        _app.OtherEngine = new NearEngine();
        Assert.Equal(2, _app.Run("bench", "--only", "dropout", "--engine", "torchsharp"));
        Assert.Contains("b100-h128-l2-d0.2", _app.Error, StringComparison.Ordinal);
        Assert.Empty(_app.Bench.Prepared);
    }

    [Fact]
    public void On_a_quiet_machine_there_is_no_warning()
    {
        _app.Run("bench", "--quick", "--threads", "1");
        Assert.DoesNotContain("warning", _app.Error);
    }

    [Fact]
    public void All_threads_are_measured_beside_one_with_their_speed_up()
    {
        _app.Run("bench", "--quick", "--threads", "2", "--format", "json");
        JsonElement[] shapes = [.. JsonElement.Parse(_app.Output).GetProperty("shapes").EnumerateArray()];
        Assert.Equal([1, 2, 1, 2], shapes.Select(shape => shape.GetProperty("threads").GetInt32()));
        Assert.Equal(JsonValueKind.Null, shapes[0].GetProperty("speed_up").ValueKind);
        Assert.Equal(2, shapes[1].GetProperty("speed_up").GetDouble(), 9);
    }

    [Fact]
    public void Csv_has_a_record_for_every_phase()
    {
        _app.Run("bench", "--quick", "--threads", "2", "--format", "csv");
        string[] lines = _app.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(1 + (2 * 2 * 6), lines.Length);
        Assert.All(lines, line => Assert.Equal(18, line.Split(',').Length));
        Assert.StartsWith("b100-h128,100,128,1,forward,1,forward,100,2,2,", lines[1]);
    }

    [Fact]
    public void Less_memory_than_a_shape_needs_is_refused_before_anything_is_measured()
    {
        Assert.Equal(2, _app.Run("bench", "--only", "long", "--memory", "1M"));
        Assert.Matches("^error: --memory: b100-h128-t784-i1 takes [0-9.]+ MiB at least\n$", _app.Error);
        Assert.Equal("", _app.Output);
    }

    [Fact]
    public void Markdown_has_both_tables()
    {
        _app.Run("bench", "--quick", "--format", "md");
        Assert.Contains("\n\n| shape | threads |", _app.Output);
        Assert.Contains("\n\n| phases, ms | threads |", _app.Output);
    }

    [Fact]
    public void Everything_set_up_is_freed_again()
    {
        _app.Run("bench");
        Assert.Equal(BenchGrid.Usual, _app.Bench.Prepared.Select(subject => subject.Shape).Distinct());
        Assert.Equal(0, _app.Bench.Open);
    }

    [Fact]
    public void An_interrupted_measurement_prints_nothing_and_ends_130()
    {
        _app.Bench.DuringPass = () => _app.Signal.Cancel();
        Assert.Equal(130, _app.Run("bench", "--format", "json"));
        Assert.Equal("", _app.Output);
        Assert.Equal(0, _app.Bench.Open);
    }

    [Fact]
    public void A_subset_of_the_images_reaches_the_run()
    {
        Assert.Equal(0, _app.Run("bench", "lstm-128", "--samples", "60", "--threads", "1"));
        Assert.Equal([("lstm-128", 60, 1)], _app.Bench.Epochs);
    }

    [Fact]
    public void Missing_data_ends_4_before_anything_is_measured()
    {
        _app.Load = (_, options) => throw new DataUnreadableException("images", new IOException($"may fetch: {options.MayFetch}"));
        Assert.Equal(4, _app.Run("bench", "lstm-128"));
        Assert.Contains("may fetch: False", _app.Error);
        Assert.Equal("", _app.Output);
        Assert.Empty(_app.Bench.Epochs);
    }

    [Theory]
    [InlineData("error: give --quick or --all, not both", "--quick", "--all")]
    [InlineData("error: --quick chooses shapes; runs have their own", "lstm-128", "--quick")]
    [InlineData("error: --samples needs a run to time", "--samples", "10")]
    [InlineData("error: --data needs a run to time", "--data", "x")]
    [InlineData("error: --samples expects 1 to 100 for lstm-128, got 101", "lstm-128", "--samples", "101")]
    [InlineData("error: no run, experiment, file or folder is called 'lstm-182'; did you mean 'lstm-128'?", "lstm-182")]
    public void Words_that_do_not_go_together_end_2(string expected, params string[] arguments)
    {
        Assert.Equal(2, _app.Run(["bench", .. arguments]));
        Assert.StartsWith(expected, _app.Error);
        Assert.Equal("", _app.Output);
    }
}
