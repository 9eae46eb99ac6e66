using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MnistLstm.Generators.Emission;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Parsing.Names;

namespace MnistLstm.Generators;

/// <summary>
/// Puts a hash over a project's own sources into its assembly, where the MSBuild property <c>StampSources</c> says so, so that a stored result knows
/// which code made it. The compiler's own view of the sources is hashed, at the compilation itself: no file on the disk can be out of date.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SourcesGenerator : IIncrementalGenerator
{
    private const string StampProperty = "build_property.StampSources";
    private const string FolderProperty = "build_property.StampedFolderBase64";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<string> folder = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue(StampProperty, out string? stamps) && stamps == "true"
                && options.GlobalOptions.TryGetValue(FolderProperty, out string? value)
                ? RepositoryPath.OfBase64(value)
                : "");

        IncrementalValueProvider<EquatableArray<string>> hashes = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is CompilationUnitSyntax,
                static (syntax, cancellation) =>
                    (Path: syntax.Node.SyntaxTree.FilePath, Sha256: Sha256.Of(CodeTokens.Of(syntax.Node.SyntaxTree, cancellation))))
            .Combine(folder)
            .Where(static pair => IsOwn(pair.Left.Path, pair.Right))
            .Select(static (pair, _) => pair.Left.Sha256)
            .Collect()
            .Select(static (all, _) => new EquatableArray<string>(all.OrderBy(hash => hash, StringComparer.Ordinal).ToArray()))
            .WithTrackingName("Sources");

        // The files' hashes in their own order: where a file lies and what it is called changes no result.
        context.RegisterSourceOutput(hashes.Combine(folder), static (production, item) =>
        {
            if (item.Right.Length > 0)
            {
                production.AddSource("SourcesSha256.g.cs", SourcesEmitter.Emit(Sha256.Of(string.Concat(item.Left.Select(hash => hash + "\n")))));
            }
        });
    }

    // What the build writes into obj/ names the commit, among other things.
    private static bool IsOwn(string path, string folder)
    {
        string relative = RepositoryPath.Of(path, folder);
        return folder.Length > 0 && relative != path.Replace('\\', '/') && !relative.StartsWith("obj/", StringComparison.OrdinalIgnoreCase)
            && !relative.StartsWith("bin/", StringComparison.OrdinalIgnoreCase);
    }
}
