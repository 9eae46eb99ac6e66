using MnistLstm.Tests.Layers;

namespace MnistLstm.Training.Tests.Layers;

/// <summary>The folders of training in their order.</summary>
public sealed class LayerTests() : LayerRules(
    typeof(Trainer).Assembly,
    "src/MnistLstm.Training",
    [
        "Storage",
        "Data.Npy", "Data.Catalog", "Data.Idx", "Data.Canonical", "Data.Locate", "Data.Fetch", "Data",
        "Observers", "Loop", "Networks", "Settings",
        "",
        "Safetensors", "Checkpoints",
    ],
    ("DatasetReader", "IdxReader"));
