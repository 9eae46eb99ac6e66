using MnistLstm.Engine.Random;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Imports;

/// <summary>Splits samples so that each class has its share in the test part. The same seed gives the same split on any machine.</summary>
internal static class StratifiedSplit
{
    /// <summary>The places of the two parts, each in the order of the data.</summary>
    /// <param name="labels">The classes, from 0.</param>
    /// <param name="fraction">The test part's share, above 0 and below 1.</param>
    /// <param name="seed">Seed of <c>torch.randperm</c>'s generator: a class after the other draws a permutation of its samples, of which the first are tested
    /// on.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="ImportException">A class has one sample only.</exception>
    public static (int[] Train, int[] Test) Of(long[] labels, double fraction, long seed, string file)
    {
        Mt19937 random = new(seed);
        bool[] tested = new bool[labels.Length];
        foreach (IGrouping<long, int> members in Enumerable.Range(0, labels.Length).GroupBy(place => labels[place]).OrderBy(group => group.Key))
        {
            int[] places = [.. members];
            if (places.Length < 2)
            {
                throw new ImportException($"{file}, sample {places[0]} (from 0)",
                    "it is the only one of its class, which so cannot be both trained and tested on", "give a test part with --test, or more samples");
            }

            int[] order = new int[places.Length];
            random.FillPermutation(order);
            int count = Math.Clamp((int)Math.Round(places.Length * fraction, MidpointRounding.ToEven), 1, places.Length - 1);
            foreach (int place in order[..count])
            {
                tested[places[place]] = true;
            }
        }

        int[] all = [.. Enumerable.Range(0, labels.Length)];
        return ([.. all.Where(place => !tested[place])], [.. all.Where(place => tested[place])]);
    }
}
