using MnistLstm.Training;

namespace MnistLstm.Runner.Selection;

/// <summary>A run the command line asks for.</summary>
/// <param name="Spec">The catalog's row.</param>
/// <param name="Named">Asked for by its name, its experiment's name or its file, rather than by a folder or a glob.</param>
internal sealed record SelectedRun(RunSpec Spec, bool Named);
