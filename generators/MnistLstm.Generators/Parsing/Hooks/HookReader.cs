using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Hooks;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Parsing.Hooks;

/// <summary>Reads hand-written C# for what it adds to emitted classes. Syntax alone: the emitted code is not there yet.</summary>
internal static class HookReader
{
    private const string Folder = "experiments/";

    /// <summary>Whether a file may matter: it lies below some folder <c>experiments/</c>, or adds to a namespace that can be that of emitted classes.</summary>
    public static bool MayMatter(SyntaxNode node) =>
        node is CompilationUnitSyntax file
        && (Slashed(file.SyntaxTree.FilePath).Contains("/" + Folder)
            || Namespaces(file).Any(space => space.Split('.').Contains(ProjectNamespace.Specs)));

    /// <summary>Reads a file.</summary>
    public static HookFile Read(SyntaxNode node, CancellationToken cancellation)
    {
        CompilationUnitSyntax file = (CompilationUnitSyntax)node;
        return new HookFile(
            Slashed(file.SyntaxTree.FilePath),
            new(file.DescendantNodes(IsNamespace).Where(IsType).Select(type => Space(type) + Name(type))),
            Sorted(file.DescendantNodes().Where(declared => IsType(declared) || declared is MethodDeclarationSyntax).Select(Name)),
            Sorted(file.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)),
            file.Usings.Any(used => used.GlobalKeyword != default) || file.AttributeLists.Count > 0
                || file.DescendantNodes().OfType<AttributeSyntax>().Any(attribute => attribute.Name.ToString().Contains("ModuleInitializer")),
            Sha256.Of(CodeTokens.Of(file.SyntaxTree, cancellation)));
    }

    /// <summary>The file with its path relative to the repository; null when it is no hand-written source of experiments.</summary>
    /// <param name="file">A file that <see cref="Read"/> gave.</param>
    /// <param name="folder">The repository's root, as the build hands it over.</param>
    /// <param name="root">The project's root namespace.</param>
    public static HookFile? InRepository(HookFile file, string folder, string root)
    {
        string slashed = Slashed(folder);
        HookFile relative = slashed.Length > 0 && file.Path.StartsWith(slashed, StringComparison.OrdinalIgnoreCase)
            ? file with { Path = file.Path.Substring(slashed.Length).TrimStart('/') } : file;
        return relative.Path.StartsWith(Folder, StringComparison.Ordinal)
            || relative.Types.Any(type => type.StartsWith(ProjectNamespace.OfSpecs(root) + ".", StringComparison.Ordinal)) ? relative : null;
    }

    private static bool IsNamespace(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;

    private static bool IsType(SyntaxNode node) => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static string Name(SyntaxNode declared) => declared switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        _ => "",
    };

    private static string Space(SyntaxNode type) =>
        string.Concat(type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(space => space.Name.ToString() + "."));

    private static IEnumerable<string> Namespaces(CompilationUnitSyntax file) =>
        file.DescendantNodes(IsNamespace).OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString());

    private static EquatableArray<string> Sorted(IEnumerable<string> names) => new(names.Distinct().OrderBy(name => name, StringComparer.Ordinal));

    private static string Slashed(string path) => path.Replace('\\', '/');
}
