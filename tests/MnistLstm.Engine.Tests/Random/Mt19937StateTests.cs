using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Random;

public sealed class Mt19937StateTests
{
    [Fact]
    public void A_saved_state_stays_as_it_was_while_the_generator_draws_on()
    {
        Mt19937 random = new(3);
        Mt19937State saved = random.Save();
        uint[] words = saved.Words.ToArray();

        random.NextUInt32();

        Assert.Equal(words, saved.Words);
        Assert.Equal(Mt19937State.WordCount, saved.Position);
        Assert.NotEqual(saved, random.Save());
    }

    [Fact]
    public void A_generator_that_draws_on_leaves_the_state_it_was_restored_from()
    {
        Mt19937State saved = new Mt19937(3).Save();
        Mt19937 random = new(4);
        random.Restore(saved);
        uint first = random.NextUInt32();

        random.Restore(saved);

        Assert.Equal(first, random.NextUInt32());
    }

    [Fact]
    public void A_state_taken_apart_and_put_together_again_is_equal_to_the_first()
    {
        Mt19937 random = new(9);
        random.NextUInt64();
        Mt19937State saved = random.Save();

        Mt19937State again = new(saved.Words, saved.Position);

        Assert.Equal(saved, again);
        Assert.Equal(saved.GetHashCode(), again.GetHashCode());
        Assert.Equal(2, again.Position);
    }

    [Fact]
    public void States_of_which_one_word_or_the_position_differs_are_not_equal()
    {
        Mt19937State saved = new Mt19937(9).Save();
        uint[] words = saved.Words.ToArray();
        words[400] ^= 1;

        Assert.NotEqual(saved, new Mt19937State(words, saved.Position));
        Assert.NotEqual(saved, new Mt19937State(saved.Words, saved.Position - 1));
        Assert.False(saved.Equals(null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(623)]
    [InlineData(625)]
    public void A_state_of_another_number_of_words_is_refused(int count)
    {
        uint[] words = [.. Enumerable.Repeat(1u, count)];

        ArgumentException error = Assert.Throws<ArgumentException>("words", () => new Mt19937State(words, 1));

        Assert.StartsWith($"a state of mt19937 has 624 words, got {count}; it is damaged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(625)]
    public void A_position_outside_the_words_is_refused(int position)
    {
        uint[] words = [.. Enumerable.Repeat(1u, 624)];

        ArgumentException error = Assert.Throws<ArgumentException>("position", () => new Mt19937State(words, position));

        Assert.StartsWith($"the position in a state of mt19937 is 0 to 624, got {position}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_would_draw_zeros_for_ever_is_refused()
    {
        uint[] words = new uint[624];
        Assert.Throws<ArgumentException>("words", () => new Mt19937State(words, 624));
        words[0] = 0x7fffffff;
        Assert.Throws<ArgumentException>("words", () => new Mt19937State(words, 624));

        words[0] = 0x80000000;

        Assert.Equal(words, new Mt19937State(words, 624).Words);
    }

    [Fact]
    public void What_a_restored_state_cannot_do_without_is_asked_for()
    {
        Assert.Throws<ArgumentNullException>("state", () => new Mt19937(0).Restore(null!));
    }
}
