namespace MnistLstm.Generators.Diagnostics;

/// <summary>Where the project is published. <c>ProjectPage</c> in Directory.Build.props says the same to packages; a test holds the two together.</summary>
internal static class ProjectPage
{
    /// <summary>The address, without a slash at its end.</summary>
    public const string Address = "https://github.com/mnist-lstm/MnistLstm.Experiments";
}
