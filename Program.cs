using MnistLstm.Experiments.Generated;
using MnistLstm.Runner;

#if TORCHSHARP
return ExperimentApp.Run(args, () => ExperimentCatalog.Runs, threads => new MnistLstm.TorchSharp.TorchSharpEngine(threads));
#else
return ExperimentApp.Run(args, () => ExperimentCatalog.Runs);
#endif
