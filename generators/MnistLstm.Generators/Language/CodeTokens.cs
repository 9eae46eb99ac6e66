using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MnistLstm.Generators.Language;

/// <summary>What of a C# source makes a difference to the program: its tokens, without comments, blanks and line ends.</summary>
internal static class CodeTokens
{
    /// <summary>
    /// The tokens, each with its length so that no two sources run together. What <c>#if</c> leaves out counts as well, whatever symbols are
    /// defined: Debug and Release builds of the same sources are the same.
    /// </summary>
    public static string Of(SyntaxTree tree, CancellationToken cancellation)
    {
        SyntaxNode root = tree.GetRoot(cancellation);
        if (root.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia)))
        {
            CSharpParseOptions options = ((CSharpParseOptions)tree.Options).WithPreprocessorSymbols().WithDocumentationMode(DocumentationMode.None);
            root = CSharpSyntaxTree.ParseText(tree.GetText(cancellation), options, cancellationToken: cancellation).GetRoot(cancellation);
        }

        StringBuilder text = new();
        foreach (SyntaxToken token in root.DescendantTokens())
        {
            AddConditional(text, token.LeadingTrivia);
            Add(text, token.Text);
            AddConditional(text, token.TrailingTrivia);
        }

        return text.ToString();
    }

    private static void AddConditional(StringBuilder text, SyntaxTriviaList trivia)
    {
        foreach (SyntaxTrivia item in trivia)
        {
            if (item.Kind() is SyntaxKind.DisabledTextTrivia or SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia
                or SyntaxKind.EndIfDirectiveTrivia or SyntaxKind.DefineDirectiveTrivia or SyntaxKind.UndefDirectiveTrivia)
            {
                Add(text, item.ToFullString().Replace("\r", ""));
            }
        }
    }

    private static void Add(StringBuilder text,
        string part) => text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part).Append('\n');
}
