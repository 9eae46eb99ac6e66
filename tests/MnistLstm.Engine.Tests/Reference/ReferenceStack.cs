using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>Builds a golden setup's modules, with the masks of the first training batch after the model was made: the draws that follow the weights'.</summary>
internal static class ReferenceStack
{
    public static IReadOnlyList<ReferenceModule> Of(GoldenSetup setup, ReferenceWeights weights)
    {
        Mt19937 random = new(setup.Seed);
        ReferenceWeights.Initial(setup, random);
        List<ReferenceModule> modules = [];
        int steps = setup.Steps;
        int features = setup.InputSize;
        int directions = 0; // of a recurrent module's features
        foreach (GoldenModule module in setup.Modules())
        {
            int leaving = module.Features(features);
            ReferenceMask Mask(bool timeFirst) => new(random, module.P, steps, setup.BatchSize, leaving, timeFirst);
            modules.Add(module.Kind switch
            {
                "dropout" => Mask(timeFirst: directions > 0),
                "variational_dropout" => new ReferenceMask(random, module.P, 1, setup.BatchSize, leaving, timeFirst: true),
                "linear" => new ReferenceLinear(module.Name, weights),
                "layer_norm" => new ReferenceLayerNorm(module.Name, weights),
                "relu" => ReferenceActivation.Relu(),
                "tanh" => ReferenceActivation.Tanh(),
                "softmax" => new ReferenceSoftmax(),
                _ when module.IsReadout => new ReferenceReadout(module.Kind, directions),
                _ => new ReferenceRecurrent(module, weights,
                    [.. Enumerable.Range(0, module.Layers - 1).Select(_ => module.Draws ? Mask(timeFirst: true) : null)]),
            });
            features = leaving;
            steps = module.IsReadout ? 1 : steps;
            directions = module.IsRecurrent ? module.Directions : module.IsReadout || module.Kind is "linear" or "layer_norm" ? 0 : directions;
        }

        return modules;
    }
}
