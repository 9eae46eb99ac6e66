using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Imports;

/// <summary>The formats, and which of them files are of.</summary>
internal static class SequenceFormats
{
    /// <summary>All of them; the first that takes the files reads them.</summary>
    public static IReadOnlyList<ISequenceFormat> All { get; } =
        [new NpyFormat(), new NpzFormat(), new IdxFormat(), new TsFormat(), new CsvFormat(), new UcrFormat()];

    /// <summary>The parts that files hold.</summary>
    /// <exception cref="ImportException">They are of no format, or cannot be read.</exception>
    public static IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options)
    {
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            throw new ImportException(missing, Directory.Exists(missing) ? "this is a folder" : "there is no such file", "name files");
        }

        ISequenceFormat format = All.FirstOrDefault(format => format.Takes(files))
            ?? throw new ImportException(string.Join(", ", files), "these are of no format that is read",
                "give one of\n  " + string.Join("\n  ", All.Select(known => known.Files)));
        try
        {
            IReadOnlyList<RawPart> parts = format.Read(files, options);
            foreach (RawPart part in parts)
            {
                Check(part);
            }

            return parts;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImportException(string.Join(", ", files), error.Message.TrimEnd('.'), "make the file readable");
        }
    }

    private static void Check(RawPart part)
    {
        int odd = part.Values.FirstOdd();
        if (odd >= 0)
        {
            int size = part.Steps * part.Features;
            throw new ImportException(
                $"{part.File}, sequence {odd / size}, step {odd % size / part.Features}, feature {odd % part.Features} (all from 0)",
                float.IsNaN(part.Values[odd]) ? "the value is NaN" : "the value is infinite",
                "fill missing values, or leave the sequence out");
        }
    }
}
