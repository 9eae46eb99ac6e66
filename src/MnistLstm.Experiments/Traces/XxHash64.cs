using System.Buffers.Binary;
using System.Numerics;

namespace MnistLstm.Experiments.Traces;

/// <summary>
/// XXH64 with seed 0, as its public specification defines it. A step's tensors are hashed many thousand times, and it is several times
/// cheaper than the framework's cryptographic hashes; a single changed word always changes it. It does not withstand someone who means harm.
/// </summary>
internal static class XxHash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    /// <summary>The hash of some bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            ReadOnlySpan<byte> rest = bytes;
            ulong hash = bytes.Length >= 32 ? Lanes(ref rest) : Prime5;
            hash += (ulong)bytes.Length;
            for (; rest.Length >= 8; rest = rest[8..])
            {
                hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
            }

            if (rest.Length >= 4)
            {
                hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
                rest = rest[4..];
            }

            foreach (byte value in rest)
            {
                hash = BitOperations.RotateLeft(hash ^ (value * Prime5), 11) * Prime1;
            }

            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;
            return hash ^ (hash >> 32);
        }
    }

    /// <summary>Four sums side by side over all blocks of 32 bytes, so that a multiplication need not wait for the one before it.</summary>
    private static ulong Lanes(ref ReadOnlySpan<byte> rest)
    {
        unchecked
        {
            (ulong a, ulong b, ulong c, ulong d) = (Prime1 + Prime2, Prime2, 0, 0 - Prime1);
            for (; rest.Length >= 32; rest = rest[32..])
            {
                ReadOnlySpan<byte> block = rest[..32];
                a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(block));
                b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(block[8..]));
                c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(block[16..]));
                d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(block[24..]));
            }

            ulong hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            return Merge(Merge(Merge(Merge(hash, a), b), c), d);
        }
    }

    private static ulong Round(ulong lane, ulong word) => unchecked(BitOperations.RotateLeft(lane + (word * Prime2), 31) * Prime1);

    private static ulong Merge(ulong hash, ulong lane) => unchecked(((hash ^ Round(0, lane)) * Prime1) + Prime4);
}
