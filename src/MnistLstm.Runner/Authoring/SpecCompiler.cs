using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Parsing;
using MnistLstm.Runner.Storage;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Authoring;

/// <summary>What the compiler would say of a spec: the generator's own parser, asked before there is a file.</summary>
internal static class SpecCompiler
{
    /// <summary>The errors, as the build prints them, each with the line that it is about; none for a spec that compiles.</summary>
    /// <param name="path">The spec's file, relative to the repository.</param>
    /// <param name="text">Its text.</param>
    /// <param name="known">The data sets there are.</param>
    public static IReadOnlyList<string> Errors(string path, string text, IEnumerable<DatasetDefinition> known)
    {
        DatasetTable datasets = new(new(known.Where(set => set.Manifest is not null).Select(set => new NamedDataset(set.Name, DatasetFacts.Of(set)))));
        SourceText source = SourceText.From(text);
        string page = BuiltProgram.Documentation is { } documentation ? DiagnosticPage.In(documentation) : "";
        return
        [
            .. SpecParser.Parse(new UnwrittenText(path, source), path, datasets, CancellationToken.None).Diagnostics
                .Select(error => $"{Place(error)}: error {error.Id}: {Message(error.ToDiagnostic(page))}{Quoted(source, error)}"),
        ];
    }

    // As the compiler prints it: the link in brackets, where there is one.
    private static string Message(Diagnostic error) => error.GetMessage(CultureInfo.InvariantCulture)
        + (error.Descriptor.HelpLinkUri is { Length: > 0 } link ? $" ({link})" : "");

    private static string Place(DiagnosticInfo error) =>
        string.Create(CultureInfo.InvariantCulture, $"{error.FullPath}({error.Lines.Start.Line + 1},{error.Lines.Start.Character + 1})");

    private static string Quoted(SourceText source, DiagnosticInfo error) =>
        source.Lines[error.Lines.Start.Line].ToString().Trim() is { Length: > 0 } line ? $"\n  {line}" : "";

    private sealed class UnwrittenText(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
