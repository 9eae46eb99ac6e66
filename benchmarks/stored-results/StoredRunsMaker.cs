using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Engine;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;
using ManifestDataset = MnistLstm.Runner.Results.ManifestDataset;

namespace MnistLstm.Runner.Benchmark;

/// <summary>Makes a repository with stored and accepted results of many runs, as a sweep over seeds would leave it; nothing is trained.</summary>
internal sealed class StoredRunsMaker(RepositoryLayout layout)
{
    private const string Experiment = "sweeps/many";
    private const int Epochs = 5;
    private static readonly Network s_small = new NetworkBuilder(28, 28).Recurrent("lstm", 32).Readout("last").Linear(10).Build();
    private readonly byte[] _model = new byte[33_000];

    private const string Text = "# many seeds\n";

    /// <summary>The catalog of so many runs.</summary>
    public IReadOnlyList<RunSpec> Catalog(int count)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
        return [.. Enumerable.Range(0, count).Select(seed => Spec(seed, hash))];
    }

    /// <summary>Makes them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="differ">Whether other numbers are accepted than are stored.</param>
    public void Make(int count, bool differ = false)
    {
        string file = Path.Combine(layout.Experiments, "sweeps", "many.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(Path.Combine(layout.Root, "MnistLstm.Experiments.sln"), "");
        File.WriteAllText(file, Text);
        List<SnapshotEntry> entries = [];
        foreach (RunSpec spec in Catalog(count))
        {
            EpochMetrics[] epochs = [.. Enumerable.Range(1, Epochs).Select(epoch => Metrics(spec, epoch))];
            Store(spec, epochs);
            EpochMetrics last = epochs[^1];
            entries.Add(SnapshotEntry.Of(spec, EngineVersion.Name, null,
                differ ? [.. epochs[..^1], last with { TrainLoss = Math.BitIncrement(last.TrainLoss) }] : epochs));
        }

        string verified = layout.VerifiedFile(Experiment);
        Directory.CreateDirectory(Path.GetDirectoryName(verified)!);
        File.WriteAllText(verified, SnapshotFile.Format(Experiment, entries));
    }

    private static RunSpec Spec(int seed, string hash)
    {
        string number = seed.ToString(CultureInfo.InvariantCulture);
        (string Key, string Value)[] settings =
        [
            ("hidden_size", "32"), ("layers", "1"), ("direction", "forward"), ("batch_size", "50"), ("learning_rate", "0.005"), ("epochs", "5"),
            ("seed", number),
            ("dataset", "mnist-10k"), ("train_samples", "all"), ("test_samples", "all"), ("input_size", "28"), ("cell", "lstm"), ("readout", "last"),
            ("head", "linear"),
            ("optimizer", "adam"), ("weight_decay", "0"), ("dropout", "0"), ("clip_grad_norm", "0"), ("lr_scheduler", "none"), ("evaluate", "each_epoch"),
        ];
        return new RunSpec
        {
            Name = $"{Experiment}[seed={number}]",
            Experiment = Experiment,
            SpecPath = $"experiments/{Experiment}.yaml",
            SpecSha256 = hash,
            CodeSha256 = new string('c', 64),
            Settings = [.. settings.Select((setting, line) => new Setting(setting.Key, setting.Value, setting.Key is "seed" ? "0" : null, line + 1))],
            Dataset = "mnist-10k",
            Epochs = Epochs,
            Seed = seed,
            Network = s_small,
            CreateModel = () => throw new NotSupportedException("nothing is trained here"),
            CreateTrainer = (_, _) => throw new NotSupportedException("nothing is trained here"),
            ModelCode = () => "",
            TorchSharpCode = () => "",
        };
    }

    private static EpochMetrics Metrics(RunSpec spec, int epoch)
    {
        double loss = (2 + Math.Sin(spec.Seed)) / (epoch + 0.7);
        string weights = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{spec.Name} {epoch}")));
        return new EpochMetrics(epoch, loss, 1 - (loss / 10), loss * 1.1, 1 - (loss / 9), loss * 0.9, loss * 3, loss * 2, weights);
    }

    private void Store(RunSpec spec, EpochMetrics[] epochs)
    {
        DatasetDefinition data = DatasetCatalog.Get(spec.Dataset);
        string fingerprint = Fingerprint.Of(spec, new DatasetIdentity(data.Fingerprint, data.TrainCount, data.TestCount));
        string folder = Path.Combine(layout.RunFolder(spec.Name), fingerprint);
        Directory.CreateDirectory(folder);
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(epochs.Select(epoch => EpochText.Line(EpochText.Fields(epoch)) + "\n")));
        var manifest = new RunManifest
        {
            Name = spec.Name,
            Experiment = spec.Experiment,
            Seed = spec.Seed,
            Status = RunStore.Complete,
            Fingerprint = fingerprint,
            Engine = EngineVersion.Name,
            Dataset = new ManifestDataset(spec.Dataset, data.Fingerprint),
            SourcesSha256 = ExactEngine.Instance.SourcesSha256(spec),
            Spec = [.. spec.Settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))],
            Parameters = spec.Parameters,
            WeightsSha256 = epochs[^1].WeightsSha256,
            Files = [Describe(RunFiles.Epochs, lines), Describe(RunFiles.Model, _model)],
            Times = new ManifestTimes(DateTime.UnixEpoch, DateTime.UnixEpoch, 1.5, 0.5),
            Environment = ManifestEnvironment.Here(1, null),
        };
        File.WriteAllBytes(Path.Combine(folder, RunFiles.Epochs), lines);
        File.WriteAllBytes(Path.Combine(folder, RunFiles.Model), _model);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(manifest, RunJsonContext.Default.RunManifest);
        ManifestCheck.Set(json);
        File.WriteAllBytes(Path.Combine(folder, RunFiles.Manifest), json);
    }

    private static ManifestFile Describe(string name, byte[] content) => new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
}
