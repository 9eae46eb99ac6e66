using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Parsing;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>What the parser makes of a text, without the compiler around it.</summary>
internal static class ParsedText
{
    /// <summary>The result for a file called <c>experiments/a.yaml</c>.</summary>
    public static ParsedSpec Of(string text) => Of(new SpecText("experiments/a.yaml", text));

    /// <summary>The result for a file.</summary>
    public static ParsedSpec Of(SpecText spec) => SpecParser.Parse(spec, spec.RelativePath, DatasetTable.BuiltIn, CancellationToken.None);
}
