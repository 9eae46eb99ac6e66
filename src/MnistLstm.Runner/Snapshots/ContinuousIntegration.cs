namespace MnistLstm.Runner.Snapshots;

/// <summary>Tells whether nobody sits before the screen: a build service says so in its environment, each in its own way.</summary>
internal static class ContinuousIntegration
{
    // Services that set nothing but a variable of their own, or did so for long: Azure Pipelines, GitHub, GitLab, Jenkins, TeamCity, AppVeyor,
    // Travis, CircleCI, Buildkite, Drone, Bitbucket, AWS CodeBuild, Google Cloud Build, Bamboo.
    private static readonly string[] s_variables =
    [
        "CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "APPVEYOR", "TRAVIS", "CIRCLECI", "BUILDKITE", "DRONE",
        "BITBUCKET_BUILD_NUMBER", "CODEBUILD_BUILD_ID", "CLOUDBUILD_BUILD_ID", "bamboo_buildKey",
    ];

    /// <summary>True when the environment of this process is that of a build service.</summary>
    public static bool IsHere => Is(Environment.GetEnvironmentVariable);

    /// <summary>True when one of the variables says so; empty, <c>0</c> and <c>false</c> say no. A <c>CI</c> that is set decides alone.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    public static bool Is(Func<string, string?> variable) =>
        variable("CI") is { Length: > 0 } ci ? Says(ci) : s_variables.Any(name => Says(variable(name)));

    private static bool Says(string? value) =>
        !string.IsNullOrWhiteSpace(value) && value.Trim() != "0" && !string.Equals(value.Trim(), "false", StringComparison.OrdinalIgnoreCase);
}
