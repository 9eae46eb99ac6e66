using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Engine;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
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

    // As many as a run of a catalog has. The ones with a line are given; the others are at their defaults, and the same for all runs.
    private static readonly Setting[] s_table =
    [
        new("hidden_size", "", null, 2), new("layers", "1", "1", null), new("direction", "forward", "forward", null), new("batch_size", "", null, 3),
        new("learning_rate", "", null, 4), new("epochs", "", null, 5), new("seed", "", "0", 6), new("dataset", "mnist-10k", "mnist", null),
        .. """
            train_samples all, test_samples all, validation_samples 0, validation_fraction 0, validation_seed none, input_size 28, normalize none,
            permutation none, cell lstm, nonlinearity tanh, bias true, dropout 0, readout last, head linear, weight_ih_init default,
            weight_hh_init default, linear_init default, bias_init default, forget_bias none, optimizer adam, weight_decay 0, momentum 0,
            nesterov false, betas [0.9;0.999], eps optimizer, alpha 0.99, rho 0.9, dampening 0, amsgrad false, momentum_decay 0.004,
            loss cross_entropy, clip_grad_norm 0, lr_scheduler none, step_size none, gamma 0.1, t_max epochs, eta_min 0, start_factor 0.3333333333333333,
            end_factor 1, total_iters 5, milestones none, t_0 none, t_mult 1, factor 0.1, patience 10, threshold 0.0001, threshold_mode rel, cooldown 0,
            min_lr 0, monitor auto, lr_scheduler_interval epoch, warmup_iters 0, warmup_start_factor 0.3333333333333333, evaluate each_epoch,
            early_stopping_patience 0, restore_best false
            """.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Replace(';', ',').Split(' ')).Select(pair => new Setting(pair[0], pair[1], pair[1], null)),
    ];

    /// <summary>The catalog of so many runs.</summary>
    public static IReadOnlyList<RunSpec> Catalog(int count)
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
        string[] own = ["32", "50", "0.005", "5", number];
        int given = 0;
        return new RunSpec
        {
            Name = $"{Experiment}[seed={number}]",
            Experiment = Experiment,
            SpecPath = $"experiments/{Experiment}.yaml",
            SpecSha256 = hash,
            CodeSha256 = new string('c', 64),
            Settings = [.. s_table.Select(setting => setting.Line is null ? setting : setting with { Value = own[given++] })],
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
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(manifest, RunJsonContext.Default.RunManifest), (byte)'\n'];
        ManifestCheck.Set(json);
        File.WriteAllBytes(Path.Combine(folder, RunFiles.Manifest), json);
    }

    private static ManifestFile Describe(string name, byte[] content) => new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
}
