using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>A spec file that exists in memory only.</summary>
public sealed class SpecText : AdditionalText
{
    /// <summary>Keys that make a spec valid, on lines 1 to 4, followed by what a test adds from line 5 on.</summary>
    public const string Valid = "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.01\nepochs: 2\n";

    /// <summary>The same on lines 1 to 3, but for a network.</summary>
    public const string ValidBesideModel = "batch_size: 10\nlearning_rate: 0.01\nepochs: 2\n";

    /// <summary>The repository's root, as the build hands it over.</summary>
    public const string Repository = "/repository/";

    private readonly Func<SourceText?> _read;

    /// <summary>A file with a text; without one, a file that cannot be read.</summary>
    public SpecText(string path, string? text)
    {
        SourceText? source = text is null ? null : SourceText.From(text, Encoding.UTF8);
        (RelativePath, _read) = (path, () => source);
    }

    private SpecText(string path, Func<SourceText?> read) => (RelativePath, _read) = (path, read);

    /// <summary>A file of bytes, decoded as the compiler does.</summary>
    public static SpecText OfBytes(string path, byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        SourceText source = SourceText.From(stream, Encoding.UTF8);
        return new SpecText(path, () => source);
    }

    /// <summary>A file whose reading is up to the test.</summary>
    public static SpecText Reading(string path, Func<SourceText?> read) => new(path, read);

    /// <summary>Where the compiler would see the file.</summary>
    public override string Path => Repository + RelativePath;

    /// <summary>The path that the build hands over as metadata.</summary>
    public string RelativePath { get; }

    /// <inheritdoc/>
    public override SourceText? GetText(CancellationToken cancellationToken = default) => _read();
}
