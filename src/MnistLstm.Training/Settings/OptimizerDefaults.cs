namespace MnistLstm.Training.Settings;

/// <summary>What PyTorch's optimizers have by default where they differ. Compiled into the generator, too, like <see cref="SpecKeys"/>.</summary>
public static class OptimizerDefaults
{
    /// <summary>The optimizer's <c>eps</c> in canonical text; null where it has none.</summary>
    public static string? Epsilon(string optimizer) => optimizer switch
    {
        "adam" or "adamw" or "nadam" or "rmsprop" => "1E-08",
        "adagrad" => "1E-10",
        "adadelta" => "1E-06",
        _ => null,
    };
}
