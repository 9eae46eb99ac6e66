using System;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Parsing.Names;

/// <summary>The root namespace of the project that is compiled.</summary>
internal static class RootNamespace
{
    /// <summary>The namespace in C#: a project called <c>my-lab.2</c> has <c>my_lab._2</c>. Without one, that of this repository's app.</summary>
    /// <param name="property">The MSBuild property <c>RootNamespace</c>, which the SDK makes of the project's name.</param>
    public static string Of(string property)
    {
        string[] parts = property.Split(['.'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? ProjectNamespace.Default : string.Join(".", parts.Select(Identifier));
    }

    private static string Identifier(string part)
    {
        string plain = string.Concat(part.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_'));
        string begun = SyntaxFacts.IsIdentifierStartCharacter(plain[0]) ? plain : "_" + plain;
        return SyntaxFacts.GetKeywordKind(begun) == SyntaxKind.None ? begun : "@" + begun;
    }
}
