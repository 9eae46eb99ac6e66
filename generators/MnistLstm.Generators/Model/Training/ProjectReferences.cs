namespace MnistLstm.Generators.Model.Training;

/// <summary>What of the program's parts a project references.</summary>
/// <param name="Runner">Whether it has the command line.</param>
/// <param name="Torch">What it has of the second engine.</param>
internal sealed record ProjectReferences(bool Runner, TorchReference Torch);
