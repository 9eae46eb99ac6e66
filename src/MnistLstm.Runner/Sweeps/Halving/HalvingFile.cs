using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>
/// Where the decisions of a halved sweep are stored: a file in the results folder that is named for the runs as their specs are now, the factor and the first
/// rung. Another set of runs has another file. It appears whole or not at all.
/// </summary>
internal sealed class HalvingFile
{
    /// <summary>The folder in the results folder. No run's name begins with its first character.</summary>
    public const string Folder = "_halving";

    private const int Digits = 16;

    private readonly RepositoryLayout _layout;

    /// <param name="layout">Where results are.</param>
    /// <param name="options">How the sweep is halved.</param>
    /// <param name="runs">Its runs with their fingerprints.</param>
    public HalvingFile(RepositoryLayout layout, HalvingOptions options, IReadOnlyList<RunResult> runs)
    {
        _layout = layout;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture,
            $"schema={HalvingRecord.CurrentSchema}\nreduction_factor={options.Factor}\nmin_resource={options.MinResource}\n");
        foreach (RunResult run in runs.OrderBy(run => run.Spec.Name, StringComparer.Ordinal))
        {
            text.Append(run.Spec.Name).Append(' ').Append(run.Fingerprint).Append('\n');
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
        string[] experiments = [.. runs.Select(run => run.Spec.Experiment).Distinct(StringComparer.Ordinal)];
        string what = experiments.Length == 1 ? experiments[0].Replace('/', '.')
            : string.Create(CultureInfo.InvariantCulture, $"{experiments.Length}-experiments");
        Path = System.IO.Path.Combine(layout.Results, Folder, $"{what}-{hash}.json");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The file as the user knows it.</summary>
    public string Relative => _layout.Relative(Path);

    /// <summary>What is stored; null when nothing is.</summary>
    /// <param name="fault">Why what is there cannot be used; else null.</param>
    public HalvingRecord? Read(out string? fault)
    {
        fault = null;
        try
        {
            byte[]? content = StoredFile.TryReadBytes(Path, StoredFile.SmallLimit);
            HalvingRecord? record = content is null ? null : JsonSerializer.Deserialize(content, HalvingJsonContext.Default.HalvingRecord);
            return content is null || IsWhole(record) ? record : throw new JsonException("it holds null, or a number without end, in the place of a decision");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or IOException)
        {
            fault = $"{Relative} cannot be used: {JsonFault.Words(error)}";
            return null;
        }
    }

    // In a list the reader lets null pass, and it takes 1e999 for infinity, which could not be written again.
    private static bool IsWhole(HalvingRecord? record) => record is not null && record.Rungs.All(
        rung => rung is not null && rung.Candidates.All(
            place => place is not null && AreFinite(place.ValidationAccuracy, place.ValidationRmse, place.ValidationLoss)
                && place.Runs.All(run => run is not null && AreFinite(run.ValidationAccuracy, run.ValidationRmse, run.ValidationLoss))));

    private static bool AreFinite(params double?[] figures) => Array.TrueForAll(figures, figure => figure is null || double.IsFinite(figure.Value));

    /// <summary>Stores the decisions in place of what was stored; what is there already stays as it is.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public void Write(HalvingRecord record)
    {
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(record, HalvingJsonContext.Default.HalvingRecord), (byte)'\n'];
        try
        {
            if (!(StoredFile.TryReadBytes(Path, StoredFile.SmallLimit) is { } there && there.AsSpan().SequenceEqual(json)))
            {
                AtomicFile.Write(Path, json);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"{Relative} cannot be written, so the sweep ends here: {error.Message}; free space or correct the permissions, and the same command goes on");
        }
    }

    /// <summary>Forgets what is stored.</summary>
    /// <exception cref="CommandException">The file cannot be removed.</exception>
    public void Remove()
    {
        try
        {
            File.Delete(Path);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever stored.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{Relative} cannot be removed: {error.Message}");
        }
    }
}
