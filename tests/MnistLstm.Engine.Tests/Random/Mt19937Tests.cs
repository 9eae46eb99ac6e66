using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Random;

public sealed class Mt19937Tests
{
    public static TheoryData<long> Seeds => [.. RandomGolden.Instance.Streams.Select(s => s.Seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Raw_draws_are_PyTorchs_over_several_twists(long seed)
    {
        RandomGolden.RawDraws expected = Golden(seed).Draws;
        Mt19937 random = new(seed);

        uint[] draws = [.. Enumerable.Range(0, expected.Count).Select(_ => random.NextUInt32())];

        Assert.Equal(expected.First, draws[..expected.First.Length]);
        Assert.Equal(expected.Sha256Uint32, GoldenFile.Sha256<uint>(draws));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Uniform_values_are_PyTorchs_for_every_range(long seed)
    {
        foreach (RandomGolden.Uniform expected in Golden(seed).Uniform)
        {
            float[] values = new float[expected.Count];

            new Mt19937(seed).FillUniform(values, expected.From, expected.To);

            Assert.Equal(expected.First, values.Take(expected.First.Length).Select(GoldenFile.Bits));
            Assert.Equal(expected.Sha256, GoldenFile.Sha256<float>(values));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Int64_draws_are_PyTorchs(long seed)
    {
        RandomGolden.Int64Draws expected = Golden(seed).Int64;
        Mt19937 random = new(seed);

        long[] values = [.. Enumerable.Range(0, expected.Count).Select(_ => random.NextInt64())];

        Assert.Equal(expected.First, values[..expected.First.Length]);
        Assert.Equal(expected.Sha256, GoldenFile.Sha256<long>(values));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Permutations_are_PyTorchs_and_leave_the_generator_where_PyTorch_does(long seed)
    {
        foreach (RandomGolden.Permutation expected in Golden(seed).Permutations)
        {
            Mt19937 random = new(seed);
            int[] values = new int[expected.N];

            random.FillPermutation(values);

            long[] wide = [.. values];
            Assert.Equal(expected.First, wide[..expected.First.Length]);
            Assert.Equal(expected.Sha256, GoldenFile.Sha256<long>(wide));
            Assert.Equal(expected.NextInt64, random.NextInt64());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Draws_of_different_kinds_follow_each_other_as_in_PyTorch(long seed)
    {
        RandomGolden.MixedDraws expected = Golden(seed).Mixed;
        Mt19937 random = new(seed);
        float[] uniform = new float[3];
        int[] permutation = new int[7];

        random.FillUniform(uniform, -1, 1);
        random.FillPermutation(permutation);

        Assert.Equal(expected.Uniform3, uniform.Select(GoldenFile.Bits));
        Assert.Equal(expected.Permutation7, permutation);
        Assert.Equal(expected.Int64, random.NextInt64());
        random.FillUniform(uniform.AsSpan(0, 2), -1, 1);
        Assert.Equal(expected.Uniform2, uniform.Take(2).Select(GoldenFile.Bits));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_empty_or_single_permutation_draws_nothing(int n)
    {
        Mt19937 random = new(11);
        int[] values = new int[n];

        random.FillPermutation(values);

        Assert.Equal(Enumerable.Range(0, n), values);
        Assert.Equal(new Mt19937(11).NextUInt32(), random.NextUInt32());
    }

    [Fact]
    public void Only_the_low_32_bits_of_a_seed_matter()
    {
        Assert.Equal(new Mt19937(7).Save(), new Mt19937((1L << 40) + 7).Save());
        Assert.Equal(new Mt19937(0xFFFFFFFF).Save(), new Mt19937(-1).Save());
        Assert.NotEqual(new Mt19937(7).Save(), new Mt19937(8).Save());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(623)]
    [InlineData(624)]
    [InlineData(625)]
    [InlineData(1500)]
    public void A_restored_state_continues_where_it_was_saved(int drawn)
    {
        Mt19937 random = new(42);
        for (int i = 0; i < drawn; i++)
        {
            random.NextUInt32();
        }

        Mt19937State saved = random.Save();
        uint[] expected = [.. Enumerable.Range(0, 700).Select(_ => random.NextUInt32())];
        Mt19937 restored = new(0);
        restored.Restore(saved);

        Assert.Equal(expected, Enumerable.Range(0, 700).Select(_ => restored.NextUInt32()));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-17)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1 - (1.0 / (1L << 53)))]
    [InlineData(1.0)]
    public void Choices_taken_a_block_at_a_time_are_those_of_one_draw_after_the_other(double probability)
    {
        // Lengths and places that end before, on and across the end of a block, an odd draw ahead of them and not.
        Mt19937 many = new(3);
        Mt19937 one = new(3);
        for (int length = 0; length < 700; length += length < 40 ? 1 : 37)
        {
            int whole = (length + 7) / 8;
            byte[] bits = new byte[whole + 1];
            bits.AsSpan().Fill(0xff);

            many.FillBernoulli(bits.AsSpan(0, whole), length, probability);

            for (int i = 0; i < length; i++)
            {
                double x = (one.NextUInt64() & ((1UL << 53) - 1)) * (1.0 / (1UL << 53));
                Assert.Equal(x < probability, (bits[i / 8] & (1 << (i % 8))) != 0);
            }

            Assert.Equal(0, length % 8 == 0 ? 0 : bits[whole - 1] >> (length % 8));
            Assert.Equal(0xff, bits[whole]);
            Assert.Equal(one.NextUInt32(), many.NextUInt32());
        }

        Assert.Equal(one.Save(), many.Save());
    }

    private static RandomGolden.Stream Golden(long seed) => RandomGolden.Instance.Streams.Single(s => s.Seed == seed);
}
