using System.Text.Json;
using MnistLstm.Runner.Bench;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Idx;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class BenchCommandTests : IDisposable
{
    private readonly CommandHarness _app = new(Specs.Make("lstm-128", dataset: "mnist"), Specs.Make("bilstm-64", hidden: 64, bidirectional: true, batch: 32, dataset: "mnist"));

    public BenchCommandTests()
    {
        ImageSet images = new(new byte[100 * ImageSet.ImageSize], new byte[100]);
        _app.Load = (name, _) => new Dataset(name, images, images.Take(50), "");
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
        Assert.All(lines, line => Assert.Equal(16, line.Split(',').Length));
        Assert.StartsWith("b100-h128,100,128,1,forward,1,forward,100,2,2,", lines[1]);
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
