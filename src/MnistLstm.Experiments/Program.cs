using MnistLstm.Experiments.Commands;
using MnistLstm.Experiments.Reports;

Terminal terminal = Terminal.OfProcess();
using Interruption interruption = new(terminal);
return CommandLine.Run(args, ProcessServices.Create(terminal, interruption.Token));
