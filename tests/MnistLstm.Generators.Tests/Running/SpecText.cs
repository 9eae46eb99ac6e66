using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>A spec file that exists in memory only.</summary>
public sealed class SpecText(string path, string? text) : AdditionalText
{
    /// <summary>Keys that make a spec valid, on lines 1 to 4, followed by what a test adds from line 5 on.</summary>
    public const string Valid = "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.01\nepochs: 2\n";

    /// <summary>The same on lines 1 to 3, but for a network.</summary>
    public const string ValidBesideModel = "batch_size: 10\nlearning_rate: 0.01\nepochs: 2\n";

    private readonly SourceText? _text = text is null ? null : SourceText.From(text, Encoding.UTF8);

    /// <summary>Where the compiler would see the file.</summary>
    public override string Path => "/repository/" + path;

    /// <summary>The path that the build hands over as metadata.</summary>
    public string RelativePath => path;

    /// <inheritdoc/>
    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text;
}
