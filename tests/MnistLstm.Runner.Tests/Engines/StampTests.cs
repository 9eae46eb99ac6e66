using MnistLstm.Runner.Engines;

namespace MnistLstm.Runner.Tests.Engines;

public class StampTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B85G")]
    public void A_stamp_that_is_no_hash_is_refused_and_not_believed(string? stamp) =>
        Assert.Contains("MnistLstm.Engine carries", Assert.Throws<InvalidOperationException>(() => SourcesHash.Checked(stamp, "MnistLstm.Engine")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_hash_is_taken_as_it_is() => Assert.Equal(new string('a', 64), SourcesHash.Checked(new string('a', 64), "MnistLstm.Engine"));
}
