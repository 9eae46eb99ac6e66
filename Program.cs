using MnistLstm.Experiments.Generated;
using MnistLstm.Runner;

#if TORCHSHARP
return ExperimentApp.Run(args, () => ExperimentCatalog.Runs, threads => new MnistLstm.TorchSharp.TorchSharpEngine(threads), () => ExperimentCatalog.Datasets);
#else
return ExperimentApp.Run(args, () => ExperimentCatalog.Runs, datasets: () => ExperimentCatalog.Datasets);
#endif
