using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>What MSBuild tells the generator: the output wanted, where the repository is, and how many specs there are.</summary>
/// <param name="output">The project's <c>ExperimentOutput</c>.</param>
/// <param name="repository">The repository's root.</param>
/// <param name="count">The specs that the build counted.</param>
/// <param name="space">The project's <c>RootNamespace</c>.</param>
/// <param name="documentation">Where the documentation is: an address, or a folder.</param>
public sealed class BuildOptions(string output, string repository = SpecText.Repository, string count = "",
    string space = "MnistLstm.Experiments", string documentation = "") : AnalyzerConfigOptionsProvider
{
    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(("build_property.ExperimentOutput", output),
        ("build_property.RepositoryRootBase64", Base64(repository)), ("build_property.ExperimentSpecCount", count), ("build_property.RootNamespace", space),
        ("build_property.ExperimentDocumentationBase64", Base64(documentation)));

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values();

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values();

    private static string Base64(string path) => Convert.ToBase64String(Encoding.UTF8.GetBytes(path));

    private sealed class Values(params (string Key, string Value)[] values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = Array.Find(values, pair => pair.Key == key).Value;
            return value is not null;
        }
    }
}
