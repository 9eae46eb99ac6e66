using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Diagnostics;

/// <summary>A diagnostic as data: it can be compared and cached, which a <see cref="Diagnostic"/> cannot.</summary>
/// <param name="Id">The descriptor's id.</param>
/// <param name="FullPath">The file.</param>
/// <param name="Span">The place in the file's text.</param>
/// <param name="Lines">The same place as lines and columns.</param>
/// <param name="Arguments">What the message's placeholders stand for.</param>
internal sealed record DiagnosticInfo(string Id, string FullPath, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    /// <summary>The diagnostic to report.</summary>
    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        DiagnosticDescriptors.ById(Id),
        Location.Create(FullPath, Span, Lines),
        Arguments.Cast<object>().ToArray());
}
