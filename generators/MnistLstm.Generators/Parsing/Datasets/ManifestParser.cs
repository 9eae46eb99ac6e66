using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Parsing.Yaml;

namespace MnistLstm.Generators.Parsing.Datasets;

/// <summary>One manifest to one data set, or to all that is wrong with it.</summary>
internal static class ManifestParser
{
    private const int LongestText = 1 << 20;

    private static readonly HashSet<string> s_keys =
        new(ManifestKeyTable.Keys.Concat(ManifestKeyTable.Hashes).Concat(ManifestKeyTable.TargetHashes).Select(key => key.Name));

    /// <summary>Reads a manifest.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">The file relative to the repository.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static ParsedManifest Parse(AdditionalText file, string path, CancellationToken cancellation)
    {
        SourceText? text = null;
        try
        {
            text = file.GetText(cancellation);
            return Parse(file, path, text);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // As with a spec: thrown on, it would cost everything else its code.
            DiagnosticBag diagnostics = new(file.Path, text ?? SourceText.From(""));
            diagnostics.ReportFile(DiagnosticDescriptors.InternalFault, path, fault.ToString().Replace("\r", "").Replace('\n', ' '));
            return new ParsedManifest(file.Path, null, null, null, diagnostics.ToArray());
        }
    }

    private static ParsedManifest Parse(AdditionalText file, string path, SourceText? text)
    {
        DiagnosticBag diagnostics = new(file.Path, text ?? SourceText.From(""));
        ManifestName? name = ManifestName.Of(path, diagnostics);
        DatasetSpec? spec = null;
        if (text is null)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.Unreadable, path, "; is it there, and may it be read?");
        }
        else if (text.Length > LongestText)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.Unreadable, path, $": it has {text.Length} characters, and a manifest at most {LongestText}");
        }
        else if (!diagnostics.Has(DiagnosticDescriptors.WrongEnding) && ReadMapping(text, diagnostics) is { } mapping)
        {
            spec = new ManifestBuilder(mapping, text, diagnostics).Build(name);
        }

        return new ParsedManifest(file.Path, name?.Name, name?.ClassName, spec, diagnostics.ToArray());
    }

    private static MappingReader? ReadMapping(SourceText text, DiagnosticBag diagnostics)
    {
        string clean = TextCheck.Clean(text, s_keys, diagnostics);
        if (!NestingCheck.Passes(clean, diagnostics))
        {
            return null;
        }

        YamlNode? root = YamlReader.Read(clean, diagnostics, out bool complete);
        if (root is YamlMapping mapping)
        {
            return new MappingReader(mapping, ManifestKeyTable.Keys, text, diagnostics);
        }

        bool empty = root is null or YamlScalar { IsNull: true };
        if (complete && !(empty && diagnostics.Has(DiagnosticDescriptors.BadCharacter)) && root is not YamlRejected)
        {
            diagnostics.Report(DiagnosticDescriptors.NotAManifest, empty ? default : root!.Span, empty ? "an empty file" : ValueReader.Describe(root!));
        }

        return null;
    }
}
