using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>
/// Puts a run into a zip file with all that another machine needs to train it again and compare. The same result gives the same bytes: the files
/// stand in a fixed order, stored as they are, with a fixed time, and nothing in them says when they were made.
/// </summary>
internal static class BundleWriter
{
    // The earliest a zip file can say.
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A plain file that its owner may write and all may read, in the words of Unix, whatever the system.
    private const int Attributes = (0x8000 | 0x1A4) << 16;

    /// <summary>The zip file's content.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="data">What its data is.</param>
    /// <param name="run">Its stored result, made by the sources as they are now.</param>
    /// <param name="specText">The spec's YAML as it was built in.</param>
    /// <exception cref="BundleException">It is too big for a bundle.</exception>
    /// <exception cref="RunStoreException">The stored result is not what was written, or cannot be read.</exception>
    public static byte[] Write(RunSpec spec, DatasetIdentity data, StoredRun run, string specText)
    {
        if (run.ModelBytes > BundleFiles.Limit(RunFiles.Model))
        {
            throw new BundleException(
                $"the weights of {spec.Name} have {run.ModelBytes} bytes, and a bundle takes at most {BundleFiles.Limit(RunFiles.Model)}");
        }

        Dictionary<string, byte[]> files = new(StringComparer.Ordinal)
        {
            [BundleFiles.ReadMe] = Encoding.UTF8.GetBytes(ReadMe(spec, run)),
            [BundleFiles.Spec] = Encoding.UTF8.GetBytes(specText),
            [RunFiles.Epochs] = EpochText.File(run.Epochs),
            [RunFiles.Model] = run.ReadModel(),
        };
        files[BundleFiles.Manifest] = Manifest(spec, data, run, [.. BundleFiles.All.Where(files.ContainsKey).Select(name => Describe(name, files[name]))]);
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in BundleFiles.All)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                (entry.LastWriteTime, entry.ExternalAttributes) = (s_time, Attributes);
                using Stream content = entry.Open();
                content.Write(files[name]);
            }
        }

        return zip.ToArray();
    }

    private static byte[] Manifest(RunSpec spec, DatasetIdentity data, StoredRun run, IReadOnlyList<ManifestFile> files)
    {
        BundleManifest manifest = new()
        {
            Schema = BundleManifest.CurrentSchema,
            Name = spec.Name,
            Experiment = spec.Experiment,
            Seed = spec.Seed,
            Engine = run.Engine,
            Fingerprint = run.Fingerprint,
            Dataset = new ManifestDataset(spec.Dataset, data.Sha256),
            SourcesSha256 = run.SourcesSha256,
            Hooks = spec.Hooks is { } hooks ? new BundleHooks(hooks.Files, hooks.Sha256) : null,
            Spec = [.. spec.Settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))],
            Parameters = spec.Parameters,
            WeightsSha256 = spec.ResultOf(run.Epochs)!.WeightsSha256,
            Environment = BundleEnvironment.Of(
                run.Environment ?? throw new InvalidOperationException($"the stored result of {spec.Name} does not say where it was made")),
            Files = files,
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(manifest, BundleJsonContext.Default.BundleManifest), (byte)'\n'];
    }

    private static ManifestFile Describe(string name, byte[] content) => new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    private static string ReadMe(RunSpec spec, StoredRun run) => $"""
        {spec.Name}, trained by {run.Engine}: its spec, the metrics of its {run.Epochs.Count} epochs, and its final weights.

        In a checkout of {BuiltProgram.Name}, with this file under its own name:

            dotnet run -- verify <this file>.zip         trains it again, and says whether every bit is the same
            dotnet run -- verify <this file>.zip --add   first, where that checkout does not have the spec

        {BundleFiles.Spec}           the experiment
        {BundleFiles.Manifest}         every value it resolved to, the hashes of data, sources and files, and the machine
        {RunFiles.Epochs}        the metrics, a line an epoch
        {RunFiles.Model}   the weights, under PyTorch's names

        """.ReplaceLineEndings("\n");
}
