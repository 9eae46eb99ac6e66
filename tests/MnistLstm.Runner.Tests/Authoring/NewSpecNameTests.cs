using MnistLstm.Runner.Authoring;

namespace MnistLstm.Runner.Tests.Authoring;

/// <summary>What <c>new</c> refuses as a name is what the build would refuse.</summary>
public class NewSpecNameTests
{
    [Theory]
    [InlineData("nul", "'nul' is the name of a device on Windows, whatever follows a '.'; rename 'nul' to 'nul-x'")]
    [InlineData("sweeps/com1.first", "'com1' is the name of a device on Windows, whatever follows a '.'; rename 'com1.first' to 'com1-x.first'")]
    [InlineData("aux/a", "'aux' is the name of a device on Windows, whatever follows a '.'; rename 'aux' to 'aux-x'")]
    [InlineData("trail.", "Windows drops a '.' at the end of a name; rename 'trail.' to 'trail'")]
    [InlineData("größe", "file and folder names are made of a-z, 0-9, '-', '_' and '.', and begin with a letter or digit; rename 'größe' to 'groesse'")]
    public void A_name_that_some_system_refuses_is_refused_with_another(string name, string fault)
    {
        Exception refused = Assert.ThrowsAny<Exception>(() => NewSpecName.Parse(name, draft: false));
        Assert.Contains($"'{name}' cannot name an experiment: {fault}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_only_resembles_a_device_is_taken() => Assert.Equal("experiments/console.yaml", NewSpecName.Parse("console", draft: false).Path);
}
