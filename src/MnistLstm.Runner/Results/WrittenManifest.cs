using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Results;

/// <summary>run.json in exactly the layout that this version writes; any other is left to the serializer, which also says what is wrong.</summary>
internal static class WrittenManifest
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    // Runs of a sweep say nearly the same.
    private static readonly SharedText s_texts = new();
    private static readonly WrittenSpec s_spec = new("\n    ");

    /// <summary>What a run.json says; null where it is laid out otherwise, or damaged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RunManifest? Read(ReadOnlySpan<byte> text)
    {
        WrittenJson json = new(text);
        json.Pass("{\n  \"schema\": "u8);
        int schema = json.Integer();
        json.Pass(",\n  \"name\": "u8);
        string name = json.String();
        json.Pass(",\n  \"experiment\": "u8);
        string experiment = s_texts.Of(json.Text());
        json.Pass(",\n  \"seed\": "u8);
        long seed = json.Long();
        json.Pass(",\n  \"status\": "u8);
        string status = s_texts.Of(json.Text());
        json.Pass(",\n  \"error\": "u8);
        string? error = json.StringOrNull();
        json.Pass(",\n  \"fingerprint\": "u8);
        string fingerprint = json.String();
        json.Pass(",\n  \"engine\": "u8);
        string engine = s_texts.Of(json.Text());
        json.Pass(",\n  \"dataset\": {\n    \"name\": "u8);
        string dataset = s_texts.Of(json.Text());
        json.Pass(",\n    \"sha256\": "u8);
        string datasetSha256 = s_texts.Of(json.Text());
        json.Pass("\n  },\n  \"sources_sha256\": "u8);
        string sources = s_texts.Of(json.Text());
        json.Pass(",\n  \"spec\": {"u8);
        IReadOnlyList<KeyValuePair<string, string>>? spec = s_spec.Read(ref json);
        json.Pass("\n  },\n  \"parameters\": "u8);
        int parameters = json.Integer();
        json.Pass(",\n  \"weights_sha256\": "u8);
        string? weights = json.StringOrNull();
        json.Pass(",\n  \"files\": ["u8);
        IReadOnlyList<ManifestFile> files = Files(ref json);
        json.Pass(",\n  \"times\": {\n    \"started\": "u8);
        DateTime started = Time(ref json);
        json.Pass(",\n    \"finished\": "u8);
        DateTime? finished = json.Passes("null"u8) ? null : Time(ref json);
        json.Pass(",\n    \"train_seconds\": "u8);
        double trainSeconds = json.Double();
        json.Pass(",\n    \"evaluate_seconds\": "u8);
        double evaluateSeconds = json.Double();
        json.Pass("\n  },\n  \"environment\": {\n    \"host\": "u8);
        ManifestEnvironment environment = Environment(ref json);
        json.Pass("\n  }\n}\n"u8);
        return !json.IsWhole || spec is null ? null : new RunManifest
        {
            Schema = schema,
            Name = name,
            Experiment = experiment,
            Seed = seed,
            Status = status,
            Error = error,
            Fingerprint = fingerprint,
            Engine = engine,
            Dataset = new ManifestDataset(dataset, datasetSha256),
            SourcesSha256 = sources,
            Spec = spec,
            Parameters = parameters,
            WeightsSha256 = weights,
            Files = files,
            Times = new ManifestTimes(started, finished, trainSeconds, evaluateSeconds),
            Environment = environment,
        };
    }

    private static IReadOnlyList<ManifestFile> Files(ref WrittenJson json)
    {
        if (json.Passes("]"u8))
        {
            return [];
        }

        List<ManifestFile> files = new(2);
        do
        {
            json.Pass("\n    {\n      \"name\": "u8);
            string name = s_texts.Of(json.Text());
            json.Pass(",\n      \"bytes\": "u8);
            long bytes = json.Long();
            json.Pass(",\n      \"sha256\": "u8);
            files.Add(new ManifestFile(name, bytes, json.String()));
            json.Pass("\n    }"u8);
        }
        while (json.Passes(","u8));
        json.Pass("\n  ]"u8);
        return files;
    }

    private static ManifestEnvironment Environment(ref WrittenJson json)
    {
        string host = s_texts.Of(json.Text());
        json.Pass(",\n    \"process_id\": "u8);
        int process = json.Integer();
        json.Pass(",\n    \"system\": "u8);
        string system = s_texts.Of(json.Text());
        json.Pass(",\n    \"architecture\": "u8);
        string architecture = s_texts.Of(json.Text());
        json.Pass(",\n    \"runtime\": "u8);
        string runtime = s_texts.Of(json.Text());
        json.Pass(",\n    \"processors\": "u8);
        int processors = json.Integer();
        json.Pass(",\n    \"threads\": "u8);
        int threads = json.Integer();
        json.Pass(",\n    \"processor\": "u8);
        string? processor = json.Passes("null"u8) ? null : s_texts.Of(json.Text());
        json.Pass(",\n    \"library\": "u8);
        string? library = json.Passes("null"u8) ? null : s_texts.Of(json.Text());
        json.Pass(",\n    \"check\": "u8);
        return new ManifestEnvironment(host, process, system, architecture, runtime, processors, threads, processor, library, json.String());
    }

    // 2026-03-01T12:30:00Z, with up to seven digits of a second: in UTC, as all times are written.
    private static DateTime Time(ref WrittenJson json)
    {
        Span<char> text = stackalloc char[TimeFormat.Length];
        if (Ascii.ToUtf16(json.Text(), text, out int length) == OperationStatus.Done && DateTime.TryParseExact(
            text[..length], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            && text[length - 2] != '.')
        {
            return time;
        }

        json.Refuse();
        return default;
    }
}
