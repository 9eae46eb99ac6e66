using MnistLstm.Engine.Execution;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Imports;

/// <summary>The formats, and which of them files are of.</summary>
internal static class SequenceFormats
{
    /// <summary>All of them; the first that takes the files reads them.</summary>
    public static IReadOnlyList<ISequenceFormat> All { get; } =
        [new NpyFormat(), new NpzFormat(), new IdxFormat(), new TsFormat(), new CsvFormat(), new UcrFormat()];

    /// <summary>The format that files are of.</summary>
    /// <exception cref="ImportException">One is not there, or they are of no format.</exception>
    public static ISequenceFormat Of(IReadOnlyList<string> files)
    {
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            throw new ImportException(missing, Directory.Exists(missing) ? "this is a folder" : "there is no such file", "name files");
        }

        try
        {
            CheckPair(files);
            return All.FirstOrDefault(format => format.Takes(files))
                ?? throw new ImportException(string.Join(", ", files), "these are of no format that is read",
                    "give one of\n  " + string.Join("\n  ", All.Select(known => known.Files)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(files, error);
        }
    }

    /// <summary>The parts that files hold.</summary>
    /// <exception cref="ImportException">They are of no format, or cannot be read.</exception>
    public static IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options)
    {
        ISequenceFormat format = Of(files);
        try
        {
            IReadOnlyList<RawPart> parts = format.Read(files, options);
            return [.. parts.Select(part => Checked(options.Targets ? Targeted(part) : part))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(files, error);
        }
    }

    /// <summary>The only part that the files behind <c>--test</c> hold.</summary>
    /// <exception cref="ImportException">They are of no format, cannot be read, or hold two.</exception>
    public static RawPart ReadTest(IReadOnlyList<string> files, ImportOptions options) => Read(files, options) is [var part] ? part
        : throw new ImportException(string.Join(", ", files), "it holds a training part and a test part, and --test names the test part's files",
            "leave the other file and --test out, or save the test part alone as X and y");

    // Inputs and labels in two files: one of them alone, or those of both parts in a row, are said so.
    private static void CheckPair(IReadOnlyList<string> files)
    {
        bool arrays = files.All(file => file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase));
        if (files.Count == 2 || (!arrays && !files.All(IdxFormat.Is)))
        {
            return;
        }

        (string kind, string x, string y) = arrays ? (".npy", "X.npy", "y.npy") : ("IDX", "images", "labels");
        throw files.Count == 1
            ? new ImportException(files[0], $"this is one {kind} file, and a part is two: inputs and labels",
                $"name the labels' file behind it, {x} {y} (behind --test likewise)"
                    + (arrays ? "; --window takes one array for a long series" : ""))
            : new ImportException(string.Join(", ", files), $"these are {files.Count} {kind} files, and a part is two: inputs and labels",
                $"name the test part's behind --test: {x} {y} --test {x} {y}");
    }

    private static ImportException Unreadable(IReadOnlyList<string> files, Exception error) =>
        new(string.Join(", ", files), error.Message.TrimEnd('.'), "make the file readable");

    // What text formats have as a label is read as a number, or several parted by commas.
    private static RawPart Targeted(RawPart part)
    {
        if (part.Targets is not null)
        {
            return part;
        }

        List<float> numbers = [];
        int width = part.Labels[0].Split(',').Length;
        foreach ((int sequence, string label) in part.Labels.Index())
        {
            string where = $"{part.LabelFile}, the target of sequence {sequence} (from 0)";
            foreach (string word in label.Split(','))
            {
                numbers.Add(TextLines.Target(word, where));
            }

            if (numbers.Count != (sequence + 1) * width)
            {
                throw new ImportException(where, $"'{label}' are not as many numbers as the first sequence has", "give each sequence as many targets");
            }
        }

        return part with { Labels = [], Targets = new RealTargets([.. numbers], width) };
    }

    private static RawPart Checked(RawPart part)
    {
        int wrong = part.Targets is null ? -1 : Array.FindIndex(part.Targets.Values, value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            int width = part.Targets!.Width;
            throw new ImportException($"{part.LabelFile}, sequence {wrong / width}, target {wrong % width} (all from 0)",
                float.IsNaN(part.Targets.Values[wrong]) ? "the target is NaN" : "the target is infinite", "leave the sequence out");
        }

        int odd = part.Values.FirstOdd();
        if (odd >= 0)
        {
            int size = part.Steps * part.Features;
            throw new ImportException(
                $"{part.File}, sequence {odd / size}, step {odd % size / part.Features}, feature {odd % part.Features} (all from 0)",
                float.IsNaN(part.Values[odd]) ? "the value is NaN" : "the value is infinite",
                "fill missing values, or leave the sequence out");
        }

        return part;
    }
}
