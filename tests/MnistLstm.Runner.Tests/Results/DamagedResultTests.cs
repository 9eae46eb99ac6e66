using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MnistLstm.Runner.Export;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Results;

/// <summary>Stored content is checked before it is believed, and what is wrong with one result is that run's own fault.</summary>
public sealed class DamagedResultTests : IDisposable
{
    private readonly TestRepository _repository = new();
    private readonly RunSpec _spec;

    public DamagedResultTests()
    {
        _spec = _repository.Spec();
        _repository.Execute(_spec);
    }

    private string Model => _repository.RunFile(_spec, RunFiles.Model);

    private string Manifest => _repository.RunFile(_spec, RunFiles.Manifest);

    [Fact]
    public void A_model_that_was_emptied_and_stretched_back_to_its_size_is_written_again_from_the_last_state()
    {
        Empty(Model);
        RunResult result = _repository.Execute(_spec);
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Contains("model.safetensors was changed since it was written; it goes on after epoch 4", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Cached, _repository.Execute(_spec).Status);
    }

    [Theory]
    [InlineData("train_seconds")]
    [InlineData("evaluate_seconds")]
    public void A_time_that_is_infinite_is_damage(string time)
    {
        SignedManifest.Edit(Manifest, json => Regex.Replace(json, $"\"{time}\": [^,\n]+", $"\"{time}\": 1e400"));
        JsonException error = Assert.Throws<JsonException>(() => ResultReader.ReadManifest(Path.GetDirectoryName(Manifest)!));
        Assert.Equal("run.json has times that are no finite numbers", error.Message);
    }

    // Of a version that had no check digits any member may be missing.
    [Fact]
    public void A_manifest_without_any_one_of_its_members_is_damage_or_has_done_without_it()
    {
        string whole = File.ReadAllText(Manifest);
        string folder = Path.GetDirectoryName(Manifest)!;
        foreach (string path in Members(JsonNode.Parse(whole)!.AsObject(), ""))
        {
            JsonObject json = JsonNode.Parse(whole)!.AsObject();
            json["environment"]!.AsObject().Remove("check");
            JsonObject parent = path.Contains('/', StringComparison.Ordinal) ? json[path.Split('/')[0]]!.AsObject() : json;
            parent.Remove(path.Split('/')[^1]);
            File.WriteAllText(Manifest, json.ToJsonString());
            if (Record.Exception(() => ResultReader.ReadManifest(folder)) is { } error)
            {
                Assert.StartsWith("run.json cannot be read: ", Assert.IsType<JsonException>(error).Message, StringComparison.Ordinal);
                Assert.Contains(path.Split('/')[^1], error.Message, StringComparison.Ordinal);
            }

            Assert.True(_repository.Execute(_spec).Status is RunStatus.Completed or RunStatus.Cached, path);
        }
    }

    [Fact]
    public void A_metric_that_is_infinite_is_damage()
    {
        string epochs = _repository.RunFile(_spec, RunFiles.Epochs);
        File.WriteAllText(epochs, Regex.Replace(File.ReadAllText(epochs), "\"test_loss\": [^,]+", "\"test_loss\": 1e400"));
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(epochs)));
        SignedManifest.Edit(Manifest, json => Regex.Replace(
            json, "(\"epochs.jsonl\",\\s+\"bytes\": )\\d+(,\\s+\"sha256\": \")\\w+", $"${{1}}{new FileInfo(epochs).Length}${{2}}{sha256}"));
        string folder = Path.GetDirectoryName(Manifest)!;
        JsonException error = Assert.Throws<JsonException>(
            () => ResultReader.Read(_spec, Path.GetFileName(folder), folder, ResultReader.ReadManifest(folder)!, whole: false));
        Assert.Equal("epochs.jsonl has a test_loss in epoch 1 that is no finite number", error.Message);
    }

    [Fact]
    public void A_damaged_model_is_not_exported()
    {
        StoredRun run = _repository.Results.Find(_spec)!;
        Empty(Model);
        string target = _repository.PathOf("out.safetensors");
        RunStoreException error = Assert.Throws<RunStoreException>(() => ModelExport.Trained(run, OutputFile.At(target, replace: false)));
        Assert.Contains("model.safetensors was changed since it was written; train it again: dotnet run -- run demo --force", error.Message,
            StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void A_result_with_a_damaged_model_is_not_accepted()
    {
        Empty(Model);
        AcceptedSnapshot accepted = Assert.Single(_repository.Review(_spec).Accept([_spec]));
        Assert.False(accepted.Written);
        Assert.Contains("model.safetensors was changed since it was written", Assert.Single(accepted.WithoutResult).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_weights_of_an_earlier_training_are_gone_as_soon_as_another_begins()
    {
        bool there = true;
        _repository.Training.DuringEpoch = _ => there = File.Exists(Model);
        _repository.Execute(_spec, new RunOptions { Force = true });
        Assert.False(there);
    }

    private static int FilesAt(string text) => text.IndexOf("\"files\": [", StringComparison.Ordinal);

    [Theory]
    [InlineData("name", "\"other\"", "run.json is of other")]
    [InlineData("fingerprint", "\"0123456789abcdef\"", "run.json is of demo, 0123456789abcdef")]
    [InlineData("weights_sha256", "\"00\"", "run.json and epochs.jsonl name different weights")]
    [InlineData("files", "[]", "run.json names no model.safetensors")]
    [InlineData("seed", "\"\\ud800\"", "run.json cannot be read")]
    [InlineData("name", "\"\\ud800\"", "run.json cannot be read")]
    public void A_manifest_of_something_else_is_no_result(string key, string value, string fault)
    {
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Manifest))!.AsObject();
        string text = File.ReadAllText(Manifest);
        string own = manifest[key]!.ToJsonString();
        text = key == "files"
            ? Replace(text, text[FilesAt(text)..(text.IndexOf(']', FilesAt(text)) + 1)], "\"files\": []")
            : Replace(text, $"\"{key}\": {own}", $"\"{key}\": {value}");
        SignedManifest.Edit(Manifest, _ => text);
        Assert.Null(_repository.Store.Find(_spec, _repository.Results.FingerprintOf(_spec), out string? found));
        Assert.Contains(fault, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Null_in_the_list_of_files_is_no_result(bool signed)
    {
        string text = Replace(File.ReadAllText(Manifest), "\"files\": [", "\"files\": [\n    null,");
        if (signed)
        {
            SignedManifest.Edit(Manifest, _ => text);
        }
        else
        {
            // As a version wrote it that had no check.
            File.WriteAllText(Manifest, Regex.Replace(text, """,\s*"check": "\w+"\s""", "\n"));
        }

        Assert.Contains("run.json cannot be read: it holds null", Assert.Single(_repository.Results.Read(_spec).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_twice_is_no_result()
    {
        SignedManifest.Edit(Manifest, text => Replace(text, "\"status\": \"complete\"", "\"status\": \"failed\", \"status\": \"complete\""));
        Assert.Contains("run.json cannot be read", Assert.Single(_repository.Results.Read(_spec).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_the_spec_that_stands_twice_is_no_result()
    {
        SignedManifest.Edit(Manifest, text => Replace(text, "\"hidden_size\": 32", "\"hidden_size\": 33, \"hidden_size\": 32"));
        Assert.Contains("run.json cannot be read: a key appears twice in spec", Assert.Single(_repository.Results.Read(_spec).Notes), StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData(RunFiles.Manifest)]
    [InlineData(RunFiles.Epochs)]
    [InlineData(RunFiles.Model)]
    public void A_pipe_in_a_files_place_holds_nobody_up_and_takes_no_other_run_with_it(string file)
    {
        RunSpec other = _repository.Spec("other");
        _repository.Execute(other);
        string path = _repository.RunFile(_spec, file);
        File.Delete(path);
        StoredFileTests.MakePipe(path);

        Assert.Equal(RunStatus.Cached, _repository.Results.Read(other).Status);
        Assert.Contains(file, Assert.Single(_repository.Results.Read(_spec).Notes), StringComparison.Ordinal);
        Assert.NotNull(new RunPlanner(_repository.Store, _repository.Data).Explain(_spec, force: false));
        Assert.Equal(RunStatus.Completed, _repository.Execute(_spec).Status);
    }

    [UnixFact]
    public void A_result_that_cannot_be_read_is_named()
    {
        File.Delete(Manifest);
        File.CreateSymbolicLink(Manifest, Manifest);
        Assert.Contains("run.json cannot be read", Assert.Single(_repository.Results.Read(_spec).Notes), StringComparison.Ordinal);
    }

    [UnixFact]
    public void Results_that_are_deleted_while_a_run_is_trained_are_made_anew()
    {
        _repository.Training.DuringEpoch = epoch =>
        {
            if (epoch == 2)
            {
                Directory.Delete(_repository.Layout.Results, recursive: true);
            }
        };
        RunResult result = _repository.Execute(_spec, new RunOptions { Force = true });
        Assert.Equal((RunStatus.Completed, null), (result.Status, result.Error));
        Assert.Equal(RunStatus.Cached, _repository.Execute(_spec).Status);
    }

    public void Dispose() => _repository.Dispose();

    private static void Empty(string path)
    {
        long length = new FileInfo(path).Length;
        using FileStream stream = File.Open(path, FileMode.Truncate);
        stream.SetLength(length);
    }

    private static string Replace(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Members(JsonObject json, string before) => json.SelectMany(member => (string[])
        [before + member.Key, .. member.Value is JsonObject inner && before.Length == 0 && member.Key != "spec" ? Members(inner, member.Key + "/") : []]);
}
