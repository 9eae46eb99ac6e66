using System.Globalization;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes what a script has in place of epochs where training steps are counted: passes over the loader as many as are needed, and an evaluation every
/// so many steps.</summary>
internal static class StepSection
{
    /// <summary>The constants that say how long is trained: <c>EPOCHS</c>, or <c>STEPS</c>.</summary>
    public static string Constants(RunSpec spec) => spec.Steps is { } steps ? Text($"STEPS = {steps}") : $"EPOCHS = {spec[SpecKeys.Epochs]}";

    /// <summary>The line after the training loader, its end included; empty where epochs are counted.</summary>
    public static string Interval(RunSpec spec) => spec.Steps is null ? ""
        : $"    eval_every = {(spec[SpecKeys.EvalEvery] == SpecWords.OfPass ? "len(train_loader)" : spec[SpecKeys.EvalEvery])}\n";

    /// <summary>The beginning of the loop, up to where an evaluation follows.</summary>
    public static string Loop(RunSpec spec)
    {
        string scheduler = PyTorchScheduler.CountsSteps(spec) ? ", scheduler" : "";
        return spec.Steps is null
            ? $$"""
                  for epoch in range(1, EPOCHS + 1):
                      loss = train(model, train_loader, optimizer, losses, options.steps{{scheduler}})
                      if len(losses) == options.steps:
                          break
              """
            : $$"""
                  total, count = 0.0, 0
                  for step, ({{PyTorchModel.Inputs(spec)}}, {{DataSection.Answers(spec)}}) in enumerate(batches(train_loader), start=1):
                      total += train(model, {{PyTorchModel.Inputs(spec)}}, {{DataSection.Answers(spec)}}, optimizer, losses{{scheduler}})
                      count += {{PyTorchLoss.Weight(spec, DataSection.Answers(spec))}}
                      if step == options.steps:
                          break
                      if step % eval_every != 0 and step != STEPS:
                          continue
                      loss, total, count = total / count, 0.0, 0
              """;
    }

    /// <summary>What ends the loop, begun by a line feed; empty where the loop ends by itself.</summary>
    public static string End(RunSpec spec) => spec.Steps is null ? "" : "\n        if step == STEPS:\n            break";

    /// <summary>The function <c>batches</c> with two empty lines; empty where epochs are counted.</summary>
    public static string Batches(RunSpec spec) => spec.Steps is null ? "" : """
        def batches(loader):
            # Pass after pass, each in an order of its own; the program ends within one.
            while True:
                yield from loader



        """;

    /// <summary>What a row of figures is called in a printed line: <c>epoch {epoch}/{EPOCHS}</c>.</summary>
    public static string Row(RunSpec spec) => spec.Steps is null ? "epoch {epoch}/{EPOCHS}" : "step {step}/{STEPS}";

    /// <summary>Whether a row is not the last, in Python.</summary>
    public static string IsNotLast(RunSpec spec) => spec.Steps is null ? "epoch < EPOCHS" : "step < STEPS";

    /// <summary>What a printed line is of.</summary>
    public static string Word(RunSpec spec) => spec.Steps is null ? "an epoch" : "an evaluation";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
