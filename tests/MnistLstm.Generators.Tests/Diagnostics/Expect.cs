using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>Compares all that is reported with all that should be: a diagnostic nobody expects fails a test as a missing one does.</summary>
public static class Expect
{
    /// <summary>What follows an unknown key of a spec that is like none of its keys.</summary>
    public static string SpecKeys => "; no key is like it, and docs/spec.md has them all";

    /// <summary>The same of a reference.</summary>
    public static string ReferenceKeys => "; the keys here are source, test_accuracy, test_rmse, train_accuracies, train_losses, test_accuracies, test_losses, "
        + "loss_unit";

    /// <summary>The errors of a spec given whole.</summary>
    /// <param name="text">The spec's text.</param>
    /// <param name="errors">Each as <c>(line,column): id: message</c>.</param>
    public static void Errors(string text, params string[] errors) =>
        Assert.Equal(errors.Select(error => "a.yaml" + error), GeneratorRun.Of("experiments/a.yaml", text).Errors);

    /// <summary>The errors of a spec that is valid but for what follows from line 5 on.</summary>
    public static void ErrorsAfterValid(string text, params string[] errors) => Errors(SpecText.Valid + text, errors);

    /// <summary>The errors of several specs, each with its file's name in front.</summary>
    public static void ErrorsOf(IEnumerable<SpecText> specs, params string[] errors) => Assert.Equal(errors, GeneratorRun.Of(specs).Errors);
}
