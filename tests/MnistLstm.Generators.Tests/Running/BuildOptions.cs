using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>What MSBuild tells the generator: the output wanted, and each spec's path as metadata.</summary>
public sealed class BuildOptions(string output) : AnalyzerConfigOptionsProvider
{
    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Single("build_property.ExperimentOutput", output);

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Single("", "");

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        textFile is SpecText spec ? new Single("build_metadata.AdditionalFiles.ExperimentPath", spec.RelativePath) : new Single("", "");

    private sealed class Single(string onlyKey, string onlyValue) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == onlyKey ? onlyValue : null;
            return value is not null;
        }
    }
}
