using System.Text.RegularExpressions;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Snapshots;

public class SnapshotFileTests
{
    private const string File = "experiments/snapshots/demo.verified.json";

    private const string First =
        """{"epoch": 1, "train_loss": 1.1823529411764704, "train_accuracy": 0.881764705882353, "test_loss": 1.3005882352941176, "test_accuracy": 0.8686, """
        + "\"last_batch_loss\": 1.0641176470588234, \"train_loss_sum\": 3.547058823529411, \"test_loss_sum\": 2.3647058823529408, "
        + "\"weights_sha256\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01\", \"check\": \"########\"}";

    private const string Second =
        """{"epoch": 2, "train_loss": 0.7444444444444444, "train_accuracy": 0.9255555555555556, "test_loss": 0.8188888888888889, "test_accuracy": 0.9173, """
        + "\"last_batch_loss\": 0.6699999999999999, \"train_loss_sum\": 2.233333333333333, \"test_loss_sum\": 1.4888888888888887, "
        + "\"weights_sha256\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02\", \"check\": \"########\"}";

    [Fact]
    public void The_text_has_one_line_for_every_key_and_every_epoch()
    {
        string text = Text(epochs: 2);

        // The keys in the table's order, whatever there are; their values are JSON's numbers and truth values where they are such.
        string spec = string.Join(",\n", Spec(2).Settings.Select(setting => $"        \"{setting.Key}\": {SpecJson.Raw(setting.Value)}"));
        Assert.StartsWith("        \"hidden_size\": 32,\n        \"layers\": 1,\n        \"direction\": \"forward\",\n", spec, StringComparison.Ordinal);
        Assert.Contains("        \"nesterov\": false,\n", spec, StringComparison.Ordinal);
        Assert.Equal(
            $$"""
            {
              "schema": 1,
              "experiment": "demo",
              "runs": [
                {
                  "name": "demo",
                  "engine": "exact/1",
                  "spec": {
            {{spec}}
                  },
                  "check": "########",
                  "epochs": [
                    {{First}},
                    {{Second}}
                  ]
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            Regex.Replace(text, "\"check\": \"[0-9a-f]{8}\"", "\"check\": \"########\""));
    }

    [Fact]
    public void An_epoch_has_figures_on_held_out_samples_where_there_are_any()
    {
        RunSpec spec = FakeSpecs.Make("demo", "demo", 1, new string('s', 64));
        EpochMetrics held = new FakeTraining().Metrics(spec, 1) with { ValidationLoss = 0.5, ValidationAccuracy = 0.25 };
        string text = SnapshotFile.Format("demo", [SnapshotEntry.Of(spec, "exact/1", null, [held])]);
        Assert.Contains("\"train_accuracy\": 0.881764705882353, \"validation_loss\": 0.5, \"validation_accuracy\": 0.25, \"test_loss\": ", text);
        SnapshotEntry read = Assert.Single(Parse(text));
        Assert.Equal((null, held), (read.Fault, Assert.Single(read.Epochs)));
    }

    [Fact]
    public void What_is_read_is_written_back_the_same()
    {
        string text = Text(epochs: 3);
        Assert.Equal(text, SnapshotFile.Format("demo", Parse(text)));
    }

    [Fact]
    public void Numbers_come_back_to_the_last_bit()
    {
        RunSpec spec = FakeSpecs.Make("demo", "demo", 1, "");
        EpochMetrics metrics = new(1, double.Epsilon, 1.0 / 3, null, null, Math.BitIncrement(0.1), 1e300, null, new string('b', 64));
        string text = SnapshotFile.Format("demo", [SnapshotEntry.Of(spec, "exact/1", null, [metrics])]);
        Assert.Equal(metrics, Assert.Single(Assert.Single(Parse(text)).Epochs));
    }

    [Fact]
    public void Every_changed_digit_is_found_without_training()
    {
        string text = Text(epochs: 2);
        int runs = text.IndexOf("\"engine\"", StringComparison.Ordinal);
        for (int i = runs; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            string edited = text[..i] + (text[i] == '9' ? '8' : (char)(text[i] + 1)) + text[(i + 1)..];
            Assert.True(IsNoticed(edited), $"the digit at {i} can be changed unnoticed: {text[Math.Max(0, i - 20)..(i + 5)]}");
        }
    }

    [Fact]
    public void A_digit_added_behind_the_last_is_found() =>
        Assert.Contains("epoch 2 was edited by hand",
            Parse(Text(2).Replace("0.7444444444444444,", "0.74444444444444440,", StringComparison.Ordinal)).Single().Fault, StringComparison.Ordinal);

    [Fact]
    public void An_edited_epoch_is_named_with_its_file_and_the_remedy()
    {
        string fault = Parse(Text(4).Replace("\"epoch\": 3, \"train_loss\": 0", "\"epoch\": 3, \"train_loss\": 1", StringComparison.Ordinal)).Single().Fault!;
        Assert.Matches(
            @"^experiments/snapshots/demo\.verified\.json: epoch 3 was edited by hand \(its check is [0-9a-f]{8}, its text gives [0-9a-f]{8}\); "
                + @"restore it: git checkout HEAD -- experiments/snapshots/demo\.verified\.json$",
            fault);
    }

    [Fact]
    public void An_edited_spec_is_found() =>
        Assert.Contains("engine or spec was edited by hand", Parse(Text(2).Replace("\"layers\": 1", "\"layers\": 2", StringComparison.Ordinal)).Single().Fault,
            StringComparison.Ordinal);

    [Fact]
    public void A_missing_line_is_found()
    {
        List<string> lines = [.. Text(4).Split('\n')];
        lines.RemoveAt(lines.FindIndex(l => l.Contains("\"epoch\": 2,", StringComparison.Ordinal)));
        Assert.Contains("epoch 3 is in the place of epoch 2", Parse(string.Join('\n', lines)).Single().Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_last_line_is_found()
    {
        string text = Text(2);
        int end = text.IndexOf("},\n        {\"epoch\": 2", StringComparison.Ordinal);
        Assert.Contains("it has 1 epochs, its spec says 2", Parse(text[..(end + 1)] + "\n      ]\n    }\n  ]\n}\n").Single().Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_white_space_is_no_edit() => Assert.Null(Parse(Text(2).Replace("\n", "\r\n  ", StringComparison.Ordinal)).Single().Fault);

    [Fact]
    public void Damaged_JSON_is_reported_with_its_line()
    {
        string[] lines = Text(2).Split('\n');
        lines[9] = "oops";
        Assert.StartsWith(File + "(10,1): not valid JSON: ", Fails(string.Join('\n', lines)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "its schema is 2, this program reads 1")]
    [InlineData("\"experiment\": \"demo\"", "\"experiment\": \"other\"", "it is of the experiment other, expected demo")]
    [InlineData("\"train_loss\": 0.7444444444444444, ", "", "runs[0].epochs[1]: train_loss is missing")]
    [InlineData("\"train_loss\": 0.7444444444444444", "\"train_loss\": \"0.7\"", "train_loss must be a Number, got \"0.7\"")]
    [InlineData("\"engine\": \"exact/1\",", "", "runs[0] has no engine")]
    public void Another_form_is_refused_with_what_is_wrong(string from, string to, string fault) =>
        Assert.Contains(fault, Fails(Text(2).Replace(from, to, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void A_run_that_stands_in_it_twice_is_refused()
    {
        SnapshotEntry entry = Parse(Text(1)).Single();
        Assert.Contains("the run demo appears in it twice", Fails(SnapshotFile.Format("demo", [entry, entry])), StringComparison.Ordinal);
    }

    private static string Text(int epochs)
    {
        RunSpec spec = Spec(epochs);
        FakeTraining training = new();
        return SnapshotFile.Format("demo", [SnapshotEntry.Of(spec, "exact/1", null, [.. Enumerable.Range(1, epochs).Select(e => training.Metrics(spec, e))])]);
    }

    private static RunSpec Spec(int epochs) => FakeSpecs.Make("demo", "demo", epochs, "");

    private static IReadOnlyList<SnapshotEntry> Parse(string text) => SnapshotFile.Parse(text, File, "demo");

    private static bool IsNoticed(string text)
    {
        try
        {
            return Parse(text).Single().Fault is not null;
        }
        catch (SnapshotException)
        {
            return true;
        }
    }

    private static string Fails(string text) => Assert.Throws<SnapshotException>(() => Parse(text)).Message;
}
