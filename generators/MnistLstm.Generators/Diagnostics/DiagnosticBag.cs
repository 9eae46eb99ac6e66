using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Diagnostics;

/// <summary>Collects the errors of one file.</summary>
internal sealed class DiagnosticBag(string fullPath, SourceText text)
{
    /// <summary>The most errors that are kept: a file of garbage has one a line, and each costs the compiler memory and the reader patience.</summary>
    public const int Most = 1000;

    private readonly List<DiagnosticInfo> _items = [];
    private readonly HashSet<string> _ids = [];

    /// <summary>Whether anything was reported.</summary>
    public bool IsEmpty => _items.Count == 0;

    /// <summary>Whether a diagnostic of this kind was reported.</summary>
    public bool Has(DiagnosticDescriptor descriptor) => _ids.Contains(descriptor.Id);

    /// <summary>Reports an error at a place of the text.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        _ids.Add(descriptor.Id);
        if (_items.Count > Most)
        {
            return;
        }

        if (_items.Count == Most)
        {
            (descriptor, span, arguments) = (DiagnosticDescriptors.TooManyErrors, default, [Most.ToString("N0", CultureInfo.InvariantCulture)]);
        }

        TextSpan within = TextSpan.FromBounds(System.Math.Min(span.Start, text.Length), System.Math.Min(span.End, text.Length));
        _items.Add(new DiagnosticInfo(descriptor.Id, fullPath, within, text.Lines.GetLinePositionSpan(within), new EquatableArray<string>(arguments)));
    }

    /// <summary>Reports an error of the file as a whole, at its start.</summary>
    public void ReportFile(DiagnosticDescriptor descriptor, params string[] arguments) => Report(descriptor, default, arguments);

    /// <summary>
    /// The errors in the order of the text. Where a line holds a character that does not belong there, that one error stands
    /// for the line: what else is wrong on it mostly follows from it.
    /// </summary>
    public EquatableArray<DiagnosticInfo> ToArray()
    {
        HashSet<int> damaged = new(_items.Where(IsDamage).Select(item => item.Lines.Start.Line));
        return new EquatableArray<DiagnosticInfo>(_items
            .Where(item => IsDamage(item) || item.Span == default || !damaged.Contains(item.Lines.Start.Line))
            .OrderBy(item => item.Span.Start));
    }

    private static bool IsDamage(DiagnosticInfo item) => item.Id == DiagnosticDescriptors.BadCharacter.Id;
}
