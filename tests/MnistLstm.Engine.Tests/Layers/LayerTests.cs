using MnistLstm.Tests.Layers;

namespace MnistLstm.Engine.Tests.Layers;

/// <summary>The engine's folders in their order.</summary>
public sealed class LayerTests() : LayerRules(
    typeof(EngineVersion).Assembly,
    "src/MnistLstm.Engine",
    [
        "Memory",
        "", // the parameters
        "Numerics",
        "Random",
        "Kernels.Simd",
        "Kernels.Subnormals",
        "Kernels.Products",
        "Kernels.Gradients",
        "Kernels.Cells",
        "Kernels.Elementwise",
        "Kernels.Optimizers",
        "Kernels",
        "Modules.Features",
        "Modules.Losses",
        "Modules.Recurrence",
        "Modules",
        "Optimizers",
        "Schedulers",
        "Execution",
    ],
    ("ProductVector", "CacheColumn"));
