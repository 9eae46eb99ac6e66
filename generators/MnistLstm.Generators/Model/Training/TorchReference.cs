namespace MnistLstm.Generators.Model.Training;

/// <summary>What of the second engine a compilation references.</summary>
internal enum TorchReference
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>TorchSharp alone: modules can be compiled.</summary>
    Library,

    /// <summary>TorchSharp and the trainers' base.</summary>
    Engine,
}
