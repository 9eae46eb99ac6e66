using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Results;

/// <summary>The quick readers of a result's files believe nothing that the readers of any JSON would not, and read what the program writes.</summary>
public sealed class WrittenManifestTests : IDisposable
{
    private static readonly byte[] s_others = [.. "\"\\,:{}[]0a-.e \n"u8, 0, 200];

    private readonly TestRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void What_the_program_writes_is_read_at_once()
    {
        RunSpec spec = _repository.Spec();
        _repository.Execute(spec);
        byte[] json = File.ReadAllBytes(_repository.RunFile(spec, RunFiles.Manifest));
        Assert.Equal(Text(Serialized(json)), Text(WrittenManifest.Read(json)));
    }

    [Theory]
    [InlineData("2026-03-01T12:30:00Z")]
    [InlineData("2026-12-31T23:59:59.1Z")]
    [InlineData("2024-02-29T00:00:00.1234567Z")]
    public void A_time_is_the_one_that_was_written(string time)
    {
        byte[] json = With("\"started\": \"", time);
        Assert.Equal(Serialized(json)!.Times, WrittenManifest.Read(json)!.Times);
        Assert.Equal(DateTimeKind.Utc, WrittenManifest.Read(json)!.Times.Started.Kind);
    }

    [Theory]
    [InlineData("2026-02-29T12:30:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T12:30:00+01:00")]
    [InlineData("2026-03-01T12:30:00.Z")]
    [InlineData("2026-03-01 12:30:00Z")]
    [InlineData("0000-03-01T12:30:00Z")]
    [InlineData("")]
    public void A_time_in_another_form_is_left_to_the_other_reader(string time) => Assert.Null(WrittenManifest.Read(With("\"started\": \"", time)));

    [Theory]
    [InlineData("\"layers\"", "\"hidden_size\"")]
    [InlineData("\"seed\": ", "\"seed\":  ")]
    [InlineData("  \"error\": null,\n", "")]
    public void Another_layout_and_a_key_that_stands_twice_are_left_to_the_other_reader(string old, string other) =>
        Assert.Null(WrittenManifest.Read(Encoding.UTF8.GetBytes(Written().Replace(old, other, StringComparison.Ordinal))));

    [Fact]
    public void With_any_byte_changed_it_says_what_the_other_reader_says_or_nothing()
    {
        byte[] json = Encoding.UTF8.GetBytes(Written());
        int read = 0;
        for (int at = 0; at < json.Length; at++)
        {
            foreach (byte other in s_others)
            {
                byte[] changed = [.. json];
                changed[at] = other;
                if (WrittenManifest.Read(changed) is { } manifest)
                {
                    read++;
                    Assert.Equal(Text(Serialized(changed)), Text(manifest));
                }
            }
        }

        Assert.InRange(read, 1000, json.Length * s_others.Length / 2);
    }

    [Fact]
    public void With_any_byte_of_an_epoch_changed_it_says_what_the_other_reader_says_or_nothing()
    {
        EpochMetrics whole = new FakeTraining().Metrics(_repository.Spec(), 1);
        Assert.All((EpochMetrics[])[whole, whole with { Step = 7 }, whole with { ValidationLoss = 0.5, ValidationAccuracy = 0.25 },
            whole with { TestLoss = null, TestAccuracy = null, TestLossSum = null }], metrics =>
        {
            byte[] line = Encoding.UTF8.GetBytes(EpochText.Line(EpochText.Fields(metrics)));
            Assert.Equal(metrics, Epoch(line));
            for (int at = 0; at < line.Length; at++)
            {
                foreach (byte other in s_others)
                {
                    byte[] changed = [.. line];
                    changed[at] = other;
                    if (Epoch(changed) is { } epoch)
                    {
                        Assert.Equal(EpochReader.Parse(changed), epoch);
                    }
                }
            }
        });
    }

    private static EpochMetrics? Epoch(byte[] line)
    {
        WrittenJson json = new(line);
        EpochMetrics epoch = WrittenEpoch.Read(ref json);
        json.Pass("}"u8);
        return json.IsWhole ? epoch : null;
    }

    private static string Text(RunManifest? manifest) => JsonSerializer.Serialize(manifest!, RunJsonContext.Default.RunManifest);

    private static RunManifest? Serialized(byte[] json) => JsonSerializer.Deserialize(json, RunJsonContext.Default.RunManifest);

    private string Written()
    {
        RunSpec spec = _repository.Spec();
        _repository.Execute(spec);
        return File.ReadAllText(_repository.RunFile(spec, RunFiles.Manifest));
    }

    private byte[] With(string key, string value)
    {
        string json = Written();
        int start = json.IndexOf(key, StringComparison.Ordinal) + key.Length;
        return Encoding.UTF8.GetBytes(json[..start] + value + json[json.IndexOf('"', start)..]);
    }
}
