using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Names;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Parsing.Yaml;

namespace MnistLstm.Generators.Parsing;

/// <summary>One YAML file to one spec, or to all that is wrong with it.</summary>
internal static class SpecParser
{
    /// <summary>The longest text that is looked at; four lists of 10,000 published figures have half of it.</summary>
    public const int LongestText = 1 << 20;

    // Keys of every depth: a space that is none hides any of them.
    private static readonly HashSet<string> s_keys = new(KeyTable.Keys.Concat(ReferenceKeys.Keys).Concat(ModelKeys.Modules).Select(key => key.Name));

    /// <summary>Reads a spec.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">The file relative to the repository.</param>
    /// <param name="datasets">The data sets there are.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static ParsedSpec Parse(AdditionalText file, string path, DatasetTable datasets, CancellationToken cancellation)
    {
        SourceText? text = null;
        try
        {
            text = file.GetText(cancellation);
            return Parse(file, path, text, datasets);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Thrown on, it would cost every other spec its code and leave no word of which file it was.
            DiagnosticBag diagnostics = new(file.Path, text ?? SourceText.From(""));
            diagnostics.ReportFile(DiagnosticDescriptors.InternalFault, path, fault.ToString().Replace("\r", "").Replace('\n', ' '));
            return new ParsedSpec(path, file.Path, null, null, null, diagnostics.ToArray());
        }
    }

    private static ParsedSpec Parse(AdditionalText file, string path, SourceText? text, DatasetTable datasets)
    {
        DiagnosticBag diagnostics = new(file.Path, text ?? SourceText.From(""));
        SpecName? name = NameParser.Parse(path, diagnostics);
        if (text is null)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.Unreadable, path, "; is it there, and may it be read?");
        }
        else if (text.Length > LongestText)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.Unreadable, path, $": it has {text.Length} characters, and a spec at most {LongestText}");
        }
        else if (!diagnostics.Has(DiagnosticDescriptors.WrongEnding) && ReadMapping(text, diagnostics) is { } mapping)
        {
            SpecBuilder builder = new(mapping, text, datasets, diagnostics);
            if (builder.Build(name) is { } spec)
            {
                return new ParsedSpec(path, file.Path, name, spec, builder.Origin(Hash(text)), EquatableArray<DiagnosticInfo>.Empty);
            }
        }

        return new ParsedSpec(path, file.Path, name, null, null, diagnostics.ToArray());
    }

    private static MappingReader? ReadMapping(SourceText text, DiagnosticBag diagnostics)
    {
        string clean = TextCheck.Clean(text, s_keys, diagnostics);
        if (!NestingCheck.Passes(clean, diagnostics))
        {
            return null;
        }

        YamlNode? root = YamlReader.Read(clean, diagnostics, out bool complete);
        if (root is not YamlMapping mapping)
        {
            bool empty = root is null or YamlScalar { IsNull: true };
            if (complete && !(empty && diagnostics.Has(DiagnosticDescriptors.BadCharacter)) && root is not YamlRejected)
            {
                string got = empty ? "an empty file" : ValueReader.Describe(root!);
                string needed = string.Join(", ", KeyTable.Keys.Where(key => key.Required).Select(key => $"'{key.Name}'"));
                diagnostics.Report(DiagnosticDescriptors.NotAMapping, empty ? default : root!.Span, got, needed);
            }

            return null;
        }

        return new MappingReader(mapping, KeyTable.Keys, text, diagnostics);
    }

    private static string Hash(SourceText text)
    {
        string content = text.ToString();
        return Sha256.Of(content.StartsWith("\uFEFF", StringComparison.Ordinal) ? content.Substring(1) : content);
    }
}
