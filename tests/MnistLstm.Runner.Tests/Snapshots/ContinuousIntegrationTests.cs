using MnistLstm.Runner.Snapshots;

namespace MnistLstm.Runner.Tests.Snapshots;

public sealed class ContinuousIntegrationTests
{
    [Theory]
    [InlineData("CI", "true")]
    [InlineData("CI", "1")]
    [InlineData("CI", "woodpecker")]
    [InlineData("TF_BUILD", "True")]
    [InlineData("GITHUB_ACTIONS", "true")]
    [InlineData("GITLAB_CI", "true")]
    [InlineData("JENKINS_URL", "https://ci.example/")]
    [InlineData("TEAMCITY_VERSION", "2026.1")]
    [InlineData("CODEBUILD_BUILD_ID", "a:b")]
    public void A_build_service_is_known_by_its_variable(string name, string value) => Assert.True(Is((name, value)));

    [Theory]
    [InlineData("CI", "")]
    [InlineData("CI", "0")]
    [InlineData("CI", "false")]
    [InlineData("CI", "FALSE")]
    [InlineData("TF_BUILD", "False")]
    [InlineData("HOME", "/home/me")]
    public void A_variable_that_says_no_or_says_something_else_is_none(string name, string value) => Assert.False(Is((name, value)));

    [Fact]
    public void Who_sets_CI_to_false_wants_to_be_treated_as_a_person() => Assert.False(Is(("CI", "false"), ("GITHUB_ACTIONS", "true")));

    private static bool Is(params (string Name, string Value)[] environment) =>
        ContinuousIntegration.Is(name => environment.FirstOrDefault(variable => variable.Name == name).Value);
}
