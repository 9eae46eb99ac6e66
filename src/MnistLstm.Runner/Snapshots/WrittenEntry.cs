using System.Runtime.CompilerServices;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Reads entries of a snapshot file as <see cref="SnapshotFile"/> writes them. Safe to use from any thread.</summary>
/// <param name="experiment">The experiment they must be of.</param>
internal sealed class WrittenEntry(string experiment)
{
    private const string Patience = "early_stopping_patience";

    // Entries of a file say nearly the same.
    private readonly SharedText _texts = new();
    private readonly WrittenKeys _keys = new();

    /// <summary>An entry in which nothing is wrong; null of any other.</summary>
    /// <param name="text">Its lines.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SnapshotEntry? Read(ReadOnlySpan<byte> text)
    {
        WrittenJson json = new(text);
        json.Pass("    {\n      "u8);
        ReadOnlySpan<byte> head = json.Rest;
        json.Pass("\"name\": "u8);
        string name = json.String();
        json.Pass(",\n      \"engine\": "u8);
        string engine = _texts.Of(json.Text());
        head = head[..^json.Rest.Length];
        json.Pass(",\n      "u8);
        ReadOnlySpan<byte> hooks = json.Rest;
        string? hooksSha256 = json.Passes("\"hooks_sha256\": "u8) ? _texts.Of(json.Text()) : null;
        hooks = hooks[..^json.Rest.Length];
        if (hooksSha256 is not null)
        {
            json.Pass(",\n      "u8);
        }

        string? sources = json.Passes("\"sources_sha256\": "u8) ? _texts.Of(json.Text()) : null;
        if (sources is not null)
        {
            json.Pass(",\n      "u8);
        }

        json.Pass("\"spec\": {"u8);
        ReadOnlySpan<byte> members = json.Rest;
        KeyValuePair<string, string>[]? spec = Spec(ref json, out Lengths lengths);
        members = members[..^json.Rest.Length];
        json.Pass("\n      },\n      \"check\": "u8);
        ReadOnlySpan<byte> check = json.Text();
        json.Pass(",\n      \"epochs\": ["u8);
        bool sound = json.IsAsWritten && spec is not null && IsOwn(name) && CheckDigits.Fits(check, [], head, members, hooks);
        return sound && Epochs(ref json, check) is { } epochs && json.IsWhole && lengths.Fit(epochs)
            ? new SnapshotEntry { Name = name, Engine = engine, SourcesSha256 = sources, HooksSha256 = hooksSha256, Spec = spec!, Epochs = epochs }
            : null;
    }

    private bool IsOwn(string name) => name.StartsWith(experiment, StringComparison.Ordinal)
        && (name.Length == experiment.Length || name[experiment.Length] == '[');

    private KeyValuePair<string, string>[]? Spec(ref WrittenJson json, out Lengths lengths)
    {
        lengths = default;
        List<KeyValuePair<string, string>> spec = new(32);
        do
        {
            json.Pass("\n        "u8);
            string key = _texts.Of(json.Text());
            json.Pass(": "u8);
            WrittenJson number = json;
            spec.Add(KeyValuePair.Create(key, WrittenValue.Read(ref json, _texts)));
            if (key is SpecKeys.Epochs or SpecKeys.Steps or Patience)
            {
                lengths.Note(key, ref number);
            }
        }
        while (json.Passes(","u8));
        return _keys.AreDistinct(spec) ? [.. spec] : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static EpochMetrics[]? Epochs(ref WrittenJson json, ReadOnlySpan<byte> check)
    {
        List<EpochMetrics> epochs = [];
        do
        {
            json.Pass("\n        "u8);
            ReadOnlySpan<byte> line = json.Rest;
            EpochMetrics epoch = WrittenEpoch.Read(ref json);
            line = line[..^json.Rest.Length];
            json.Pass(", \"check\": "u8);
            ReadOnlySpan<byte> own = json.Text();
            json.Pass("}"u8);
            epochs.Add(epoch);
            if (!json.IsAsWritten || epoch.Epoch != epochs.Count || !CheckDigits.Fits(own, check, line))
            {
                return null;
            }

            check = own;
        }
        while (json.Passes(","u8));
        json.Pass("\n      ]\n    }"u8);
        return [.. epochs];
    }

    /// <summary>What a spec says of how many epochs there must be.</summary>
    private struct Lengths
    {
        private int? _epochs;
        private int? _steps;
        private int? _patience;

        public void Note(string key, ref WrittenJson value)
        {
            int number = value.Integer();
            int? said = value.IsAsWritten ? number : null;
            (_epochs, _steps, _patience) = key switch
            {
                SpecKeys.Epochs => (said, _steps, _patience),
                SpecKeys.Steps => (_epochs, said, _patience),
                _ => (_epochs, _steps, said),
            };
        }

        public readonly bool Fit(EpochMetrics[] epochs) =>
            (_epochs is not { } planned || EarlyStopping.IsWhole(planned, _patience ?? 0, epochs))
            && (_steps is not { } steps || (_patience ?? 0) != 0 || epochs[^1].Step == steps);
    }
}
