namespace MnistLstm.Engine.Tests.Optimizers;

/// <summary>How threads share the elements of a <see cref="ParameterSet"/>.</summary>
public sealed class ElementRangeTests
{
    private static readonly int[] s_sizes = [1, 15, 16, 17, 40, 3, 5, 100, 64, 7];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Parts_of_all_ranges_cover_every_element_once_and_share_no_cache_line(int parts)
    {
        ParameterSet parameters = new(s_sizes.Select((size, i) => new Parameter($"p{i}", size)));
        int[] visits = new int[parameters.TotalCount];
        Dictionary<long, (long, int)> owners = [];
        foreach (ElementRange range in parameters.Ranges(unreachedToo: true))
        {
            for (int part = 0; part < parts; part++)
            {
                Visit(range, part, parts, visits, owners);
            }
        }

        Assert.All(visits, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Of_parameters_that_are_not_reached_only_what_shares_a_line_with_others_is_left()
    {
        for (int unreached = 0; unreached < 1 << s_sizes.Length; unreached++)
        {
            ParameterSet parameters = new(s_sizes.Select((size, i) => new Parameter($"p{i}", size)));
            HashSet<long> wanted = [];
            int offset = 0;
            for (int p = 0; p < s_sizes.Length; p++)
            {
                parameters[p].IsReached = (unreached >> p & 1) == 0;
                if (parameters[p].IsReached)
                {
                    wanted.UnionWith(Enumerable.Range(offset, s_sizes[p]).Select(e => (long)(e / 16)));
                }

                offset += s_sizes[p];
            }

            int[] visits = new int[parameters.TotalCount];
            foreach (ElementRange range in parameters.Ranges(unreachedToo: false))
            {
                Visit(range, 0, 1, visits, []);
            }

            Assert.Equal(Enumerable.Range(0, visits.Length).Select(e => wanted.Contains(e / 16) ? 1 : 0), visits);
        }
    }

    private static void Visit(ElementRange range, int part, int parts, int[] visits, Dictionary<long, (long Range, int Part)> owners)
    {
        (long from, long count) = range.Part(part, parts);
        for (long element = from; element < from + count; element++)
        {
            visits[element]++;
            owners.TryAdd(element / 16, (range.From, part));
            Assert.Equal((range.From, part), owners[element / 16]);
        }
    }
}
