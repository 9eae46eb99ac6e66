using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>What <c>one_cycle_lr</c> asks of a run.</summary>
internal static class CycleRules
{
    private static readonly string[] s_cycled = ["adam", "adamw", "sgd", "rmsprop"];

    /// <summary>The optimizer whose momentum cannot be cycled, though it ought to be; null where it can, or need not.</summary>
    public static string? OptimizerWithoutMomentum(RunValues values) =>
        Cycles(values) && values.Word(ScheduleKeys.CycleMomentum) == "true" && values.Word(OptimizerKeys.Optimizer) is { } optimizer
        && !s_cycled.Contains(optimizer) ? optimizer : null;

    /// <summary>The limits of a momentum that are given though it is not cycled.</summary>
    public static IEnumerable<SpecKey> LimitsOfNothing(RunValues values) =>
        new[] { ScheduleKeys.BaseMomentum, ScheduleKeys.MaxMomentum }.Where(key => Cycles(values) && values.Word(ScheduleKeys.CycleMomentum) == "false"
            && values.IsGiven(key));

    /// <summary>The training steps of a run in which a phase has no length, which PyTorch divides by; null where all have some.</summary>
    public static long? StepsWithoutPhase(RunValues values)
    {
        if (!Cycles(values) || (values.Number(StepKeys.Steps) ?? (values.StepsPerEpoch() * values.Number(KeyTable.Epochs))) is not (long total and > 0)
            || values.Word(ScheduleKeys.PctStart) is not { } text || values.Word(ScheduleKeys.ThreePhase) is not { } three)
        {
            return null;
        }

        double part = NumberText.ToDouble(text);
        double up = (part * total) - 1;
        double before = three == "true" ? (2 * part * total) - 2 : up;
        return up == 0 || before == total - 1 ? total : null;
    }

    private static bool Cycles(RunValues values) => values.Word(ScheduleKeys.LrScheduler) == SpecWords.OneCycle;
}
