using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Parsing.Datasets;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Imports;

/// <summary>Reads a manifest as the build will read it, before there is a file that could break the build.</summary>
internal static class ManifestCheck
{
    /// <summary>Passes a manifest that builds.</summary>
    /// <param name="path">The manifest's file, relative to the repository, with slashes.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ImportException">The build would refuse it.</exception>
    public static void Pass(string path, string text)
    {
        if (ManifestParser.Parse(new UnwrittenManifest(path, SourceText.From(text)), path, CancellationToken.None).Diagnostics is { Count: > 0 } errors)
        {
            string message = errors[0].ToDiagnostic("").GetMessage(CultureInfo.InvariantCulture).TrimEnd('.');
            throw new ImportException(path, $"the build would refuse this manifest: {errors[0].Id}, {message}",
                "nothing was written: bring the data within that");
        }
    }

    private sealed class UnwrittenManifest(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
