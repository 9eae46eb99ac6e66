using System.Buffers.Binary;
using MnistLstm.Engine.Execution;
using MnistLstm.Training.Data.Npy;

namespace MnistLstm.Runner.Imports;

/// <summary>What a part's sequences are to be mapped to, as it is stored: classes from 0, [N], or numbers, [N, K].</summary>
/// <param name="Classes">The classes; null where there are targets.</param>
/// <param name="Targets">The numbers; null where there are classes.</param>
internal sealed record CanonicalAnswers(long[]? Classes, RealTargets? Targets)
{
    /// <summary>N.</summary>
    public int Count => Targets?.Count ?? Classes!.Length;

    /// <summary>Some of them, in the order of their places.</summary>
    public CanonicalAnswers Of(IReadOnlyList<int> places) => Targets is null
        ? new CanonicalAnswers([.. places.Select(place => Classes![place])], null)
        : new CanonicalAnswers(null, new RealTargets([.. places.SelectMany(place => Targets.Of(place).ToArray())], Targets.Width));

    /// <summary>Writes their file.</summary>
    public void Write(Stream stream)
    {
        byte[] item = new byte[sizeof(long)];
        if (Targets is not null)
        {
            stream.Write(NpyHeader.Write("<f4", Targets.Count, Targets.Width));
            foreach (float target in Targets.Values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(item, target);
                stream.Write(item.AsSpan(0, sizeof(float)));
            }

            return;
        }

        stream.Write(NpyHeader.Write("<i8", Classes!.Length));
        foreach (long label in Classes)
        {
            BinaryPrimitives.WriteInt64LittleEndian(item, label);
            stream.Write(item);
        }
    }
}
