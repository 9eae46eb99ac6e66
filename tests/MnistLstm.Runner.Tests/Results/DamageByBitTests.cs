using System.Text;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Results;

/// <summary>One bit that is turned, or one byte that is lost, anywhere in what is stored: it is named, and nothing of it is believed.</summary>
public sealed class DamageByBitTests : IDisposable
{
    private const int Tries = 400;

    private readonly TestRepository _repository = new();
    private readonly RunSpec _spec;
    private readonly Random _random = new(20_261);

    public DamageByBitTests() => _spec = _repository.Spec();

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData(RunFiles.Manifest)]
    [InlineData(RunFiles.Epochs)]
    [InlineData(RunFiles.Model)]
    public void A_turned_bit_of_a_result_is_named(string file)
    {
        _repository.Execute(_spec);
        StoredRun whole = Find(out _)!;
        string path = _repository.RunFile(_spec, file);
        byte[] content = File.ReadAllBytes(path);
        Assert.All(Enumerable.Range(0, Tries), _ =>
        {
            byte[] damaged = [.. content];
            int at = _random.Next(damaged.Length);
            damaged[at] ^= (byte)(1 << _random.Next(8));
            File.WriteAllBytes(path, damaged);
            if (Find(out string? fault) is { } believed)
            {
                Assert.True(SaysNothingElse(content, at) || believed.SourcesSha256 != whole.SourcesSha256,
                    $"bit of byte {at} went unnoticed: {Encoding.UTF8.GetString(damaged)}");
                Assert.Equal(whole.Epochs, believed.Epochs);
            }
            else
            {
                Assert.Contains(file, fault, StringComparison.Ordinal);
            }
        });
    }

    [Theory]
    [InlineData(RunFiles.Manifest)]
    [InlineData(RunFiles.Epochs)]
    [InlineData(RunFiles.Model)]
    public void A_result_that_was_cut_anywhere_is_named(string file)
    {
        _repository.Execute(_spec);
        string path = _repository.RunFile(_spec, file);
        byte[] content = File.ReadAllBytes(path);

        // The last byte of run.json is a line end that says nothing.
        foreach (int length in Enumerable.Range(0, content.Length - 1).Where(length => content.Length < Tries || length % 5 == 0))
        {
            File.WriteAllBytes(path, content[..length]);
            Assert.Null(Find(out string? fault));
            Assert.Contains(file, fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_damaged_result_is_made_again_to_the_same_bytes()
    {
        _repository.Execute(_spec);
        string path = _repository.RunFile(_spec, RunFiles.Manifest);
        string before = WithoutTimes(path);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"parameters\": ", "\"parameters\": 1", StringComparison.Ordinal));
        RunResult result = _repository.Execute(_spec);
        Assert.Contains("run.json was changed since it was written; it goes on after epoch 4", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(before, WithoutTimes(path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_checkpoint_with_a_turned_bit_or_cut_anywhere_is_named_and_not_gone_on_with(bool cut)
    {
        _repository.Training.DuringEpoch = epoch =>
        {
            if (epoch == 3)
            {
                throw new ArithmeticException("it ends here");
            }
        };
        Assert.Equal(RunStatus.Failed, _repository.Execute(_spec).Status);
        string path = _repository.RunFile(_spec, RunFiles.Checkpoint);
        byte[] content = File.ReadAllBytes(path);
        RunPlanner planner = new(_repository.Store, _repository.Data);
        Assert.EndsWith("goes on after epoch 2", planner.Explain(_spec, force: false), StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, Tries), _ =>
        {
            byte[] damaged = [.. content];
            damaged[_random.Next(damaged.Length)] ^= (byte)(1 << _random.Next(8));
            File.WriteAllBytes(path, cut ? content[.._random.Next(content.Length)] : damaged);
            Assert.Contains("begins anew: results/demo/", planner.Explain(_spec, force: false), StringComparison.Ordinal);
            Assert.Contains("checkpoint.safetensors cannot be used", planner.Explain(_spec, force: false), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_result_of_a_version_that_had_no_check_is_still_one()
    {
        _repository.Execute(_spec);
        string path = _repository.RunFile(_spec, RunFiles.Manifest);
        string text = File.ReadAllText(path);
        int at = text.LastIndexOf(",\n    \"check\"", StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + "\n  }\n}\n");
        Assert.NotNull(Find(out _));
    }

    [Fact]
    public void The_check_is_the_last_thing_in_the_file_and_within_the_environment()
    {
        _repository.Execute(_spec);
        Assert.Matches("\n  \"environment\": \\{\n(    .*\n)+    \"check\": \"[0-9a-f]{64}\"\n  \\}\n\\}\n$",
            File.ReadAllText(_repository.RunFile(_spec, RunFiles.Manifest)));
    }

    private StoredRun? Find(out string? fault) => _repository.Store.FindWhole(_spec, _repository.Results.FingerprintOf(_spec), out fault);

    // The name of the check itself: without it the file is one of a version that had none. All else is as it was.
    private static bool SaysNothingElse(byte[] content, int at) =>
        content.AsSpan().LastIndexOf("\"check\": \""u8) is var key && key >= 0 && at > key && at < key + "\"check\": \"".Length;

    private static string WithoutTimes(string path)
    {
        string text = File.ReadAllText(path);
        int times = text.IndexOf("\"times\"", StringComparison.Ordinal);
        return text[..times];
    }
}
