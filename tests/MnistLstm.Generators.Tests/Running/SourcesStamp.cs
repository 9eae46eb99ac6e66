using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>The hash that a project's sources put into its assembly.</summary>
internal static partial class SourcesStamp
{
    /// <summary>The stamp; null where the project asks for none.</summary>
    /// <param name="folder">The project's folder; null for a project that is not stamped.</param>
    /// <param name="sources">Paths, and texts.</param>
    /// <param name="symbols">What the build defines: <c>DEBUG</c>.</param>
    public static string? Of(string? folder, IEnumerable<(string Path, string Text)> sources, params string[] symbols)
    {
        CSharpParseOptions options = GeneratorRun.ParseOptions.WithPreprocessorSymbols(symbols);
        CSharpCompilation compilation =
            CSharpCompilation.Create("Stamped", sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new SourcesGenerator().AsSourceGenerator()], [], options, new Options(folder));
        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result.GeneratedSources.Length == 0 ? null : Stamp().Match(result.GeneratedSources.Single().SourceText.ToString()).Groups["hash"].Value;
    }

    [GeneratedRegex("AssemblyMetadata\\(\"SourcesSha256\", \"(?<hash>[0-9a-f]{64})\"\\)")]
    private static partial Regex Stamp();

    private sealed class Options(string? folder) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(folder);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(string? folder) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = folder is null ? null : key switch
            {
                "build_property.StampSources" => "true",
                "build_property.StampedFolderBase64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(folder)),
                _ => null,
            };
            return value is not null;
        }
    }
}
