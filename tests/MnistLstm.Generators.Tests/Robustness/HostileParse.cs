using MnistLstm.Generators.Emission;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Robustness;

/// <summary>What one hostile file costs the generator.</summary>
/// <param name="Parsed">What came of it.</param>
/// <param name="Allocated">Every byte that parsing and emitting it took, freed again or not: never less than the memory in use at any moment.</param>
internal sealed record HostileParse(ParsedSpec Parsed, long Allocated)
{
    /// <summary>The most memory a file may take.</summary>
    public const long Limit = 200_000_000;

    /// <summary>Parses and emits a file as the generator would.</summary>
    public static HostileParse Of(SpecText file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        ParsedSpec parsed = ParsedText.Of(file);
        if (parsed.Spec is not null)
        {
            CodeEmitter.Emit(parsed.Spec, EquatableArray<string>.Empty);
            RowsEmitter.Emit(parsed.Spec, parsed.Origin!, hooks: null, EquatableArray<string>.Empty);
        }

        return new HostileParse(parsed, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Fails where the file made the generator fail, took too much, or gave neither code nor errors.</summary>
    public void Check()
    {
        Assert.DoesNotContain(Parsed.Diagnostics, error => error.Id == "EXP021");
        Assert.True(Allocated < Limit, $"{Allocated:N0} bytes");
        Assert.Equal(Parsed.Spec is null, Parsed.Diagnostics.Count > 0);
    }
}
