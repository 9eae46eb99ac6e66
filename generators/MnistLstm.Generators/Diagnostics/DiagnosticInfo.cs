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
    /// <param name="page">The page that explains it (<see cref="DiagnosticPage"/>); empty for no link.</param>
    public Diagnostic ToDiagnostic(string page) => Diagnostic.Create(
        DiagnosticDescriptors.ById(Id, page),
        Location.Create(FullPath, Span, Lines),
        Arguments.Cast<object>().ToArray());
}
