using System.Globalization;
using System.Runtime.CompilerServices;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Reads entries of a snapshot file as <see cref="SnapshotFile"/> writes them. Safe to use from any thread.</summary>
/// <param name="experiment">The experiment they must be of.</param>
internal sealed class WrittenEntry(string experiment)
{
    // Entries of a file say nearly the same.
    private readonly SharedText _texts = new();
    private readonly WrittenSpec _spec = new("\n        ");

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
        IReadOnlyList<KeyValuePair<string, string>>? spec = _spec.Read(ref json);
        members = members[..^json.Rest.Length];
        json.Pass("\n      },\n      \"check\": "u8);
        ReadOnlySpan<byte> check = json.Text();
        json.Pass(",\n      \"epochs\": ["u8);
        bool sound = json.IsAsWritten && spec is not null && IsOwn(name) && CheckDigits.Fits(check, [], head, members, hooks);
        return sound && Epochs(ref json, check) is { } epochs && json.IsWhole && Fit(epochs, spec!)
            ? new SnapshotEntry { Name = name, Engine = engine, SourcesSha256 = sources, HooksSha256 = hooksSha256, Spec = spec!, Epochs = epochs }
            : null;
    }

    private bool IsOwn(string name) => name.StartsWith(experiment, StringComparison.Ordinal)
        && (name.Length == experiment.Length || name[experiment.Length] == '[');

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

    // As many as the spec says.
    private static bool Fit(EpochMetrics[] epochs, IReadOnlyList<KeyValuePair<string, string>> spec)
    {
        int? planned = null;
        int? steps = null;
        int patience = 0;
        for (int i = 0; i < spec.Count; i++)
        {
            (string key, string value) = spec[i];
            if (key is SpecKeys.Epochs or SpecKeys.Steps or SpecKeys.EarlyStoppingPatience
                && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            {
                (planned, steps, patience) = key switch
                {
                    SpecKeys.Epochs => (number, steps, patience),
                    SpecKeys.Steps => (planned, number, patience),
                    _ => (planned, steps, number),
                };
            }
        }

        return (planned is not { } count || EarlyStopping.IsWhole(count, patience, epochs))
            && (steps is not { } last || patience != 0 || epochs[^1].Step == last);
    }
}
