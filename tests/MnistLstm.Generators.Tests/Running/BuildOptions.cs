using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>What MSBuild tells the generator: the output wanted, where the repository is, and each spec's path as metadata.</summary>
public sealed class BuildOptions(string output) : AnalyzerConfigOptionsProvider
{
    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(("build_property.ExperimentOutput", output), ("build_property.RepositoryRoot", SpecText.Repository));

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values();

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        textFile is SpecText spec ? new Values(("build_metadata.AdditionalFiles.ExperimentPath", spec.RelativePath)) : new Values();

    private sealed class Values(params (string Key, string Value)[] values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = Array.Find(values, pair => pair.Key == key).Value;
            return value is not null;
        }
    }
}
