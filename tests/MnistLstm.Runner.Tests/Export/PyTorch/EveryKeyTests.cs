using System.Text.RegularExpressions;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Export.PyTorch;

/// <summary>A script that left a setting out would train another experiment under the same name: it follows every setting, or refuses.</summary>
public partial class EveryKeyTests
{
    // For each setting a value that is not its default (nor that of the row it is held against), and what it needs beside it.
    private static readonly Dictionary<string, (string Value, (string Key, string Value)[] Beside)> s_values = new()
    {
        [SpecKeys.HiddenSize] = ("64", []),
        [SpecKeys.Layers] = ("2", []),
        [SpecKeys.Direction] = (SpecWords.Bidirectional, []),
        [SpecKeys.BatchSize] = ("50", []),
        [SpecKeys.Shuffle] = ("false", []),
        [SpecKeys.DropLast] = ("true", []),
        [SpecKeys.LearningRate] = ("0.001", []),
        [SpecKeys.Epochs] = ("3", []),
        [SpecKeys.Seed] = ("1", []),
        [SpecKeys.Dataset] = ("fashion-mnist", []),
        [SpecKeys.TrainSamples] = ("500", []),
        [SpecKeys.TestSamples] = ("500", []),
        [SpecKeys.ValidationSamples] = ("500", []),
        [SpecKeys.ValidationFraction] = ("0.25", []),
        [SpecKeys.ValidationSeed] = ("3", [(SpecKeys.ValidationSamples, "500")]),
        [SpecKeys.InputSize] = ("56", []),
        [SpecKeys.Normalize] = ("{mean: 0.1307, std: 0.3081}", []),
        [SpecKeys.Permutation] = ("3", []),
        [SpecKeys.Cell] = ("gru", []),
        [SpecKeys.Nonlinearity] = ("relu", [(SpecKeys.Cell, "rnn")]),
        [SpecKeys.Bias] = ("false", []),
        [SpecKeys.Dropout] = ("0.2", [(SpecKeys.Layers, "2")]),
        [SpecKeys.Readout] = ("final_states", []),
        [SpecKeys.Head] = (SpecWords.SoftmaxHead, []),
        [SpecKeys.WeightIhInit] = ("xavier_uniform", []),
        [SpecKeys.WeightHhInit] = ("orthogonal", []),
        [SpecKeys.LinearInit] = ("normal(0.01)", []),
        [SpecKeys.BiasInit] = ("zeros", []),
        [SpecKeys.ForgetBias] = ("1", []),
        [SpecKeys.Optimizer] = ("sgd", []),
        [SpecKeys.WeightDecay] = ("0.01", []),
        [SpecKeys.Momentum] = ("0.9", [(SpecKeys.Optimizer, "sgd")]),
        [SpecKeys.Nesterov] = ("true", [(SpecKeys.Optimizer, "sgd"), (SpecKeys.Momentum, "0.9")]),
        [SpecKeys.Betas] = ("[0.9,0.98]", []),
        [SpecKeys.Eps] = ("1E-07", []),
        [SpecKeys.Alpha] = ("0.9", [(SpecKeys.Optimizer, "rmsprop")]),
        [SpecKeys.Rho] = ("0.95", [(SpecKeys.Optimizer, "adadelta")]),
        [SpecKeys.Dampening] = ("0.1", [(SpecKeys.Optimizer, "sgd"), (SpecKeys.Momentum, "0.9")]),
        [SpecKeys.Amsgrad] = ("true", []),
        [SpecKeys.MomentumDecay] = ("0.01", [(SpecKeys.Optimizer, "nadam")]),
        [SpecKeys.Loss] = (SpecWords.L1Loss, []),
        [SpecKeys.LabelSmoothing] = ("0.1", []),
        [SpecKeys.ClassWeights] = ("[1,2,1,1,1,1,1,1,1,0.5]", []),
        [SpecKeys.ClipGradNorm] = ("1", []),
        [SpecKeys.ClipGradValue] = ("0.5", []),
        [SpecKeys.LrScheduler] = ("linear_lr", []),
        [SpecKeys.StepSize] = ("3", [(SpecKeys.LrScheduler, "step_lr")]),
        [SpecKeys.Gamma] = ("0.5", [(SpecKeys.LrScheduler, "step_lr"), (SpecKeys.StepSize, "3")]),
        [SpecKeys.TMax] = ("5", [(SpecKeys.LrScheduler, "cosine_annealing_lr")]),
        [SpecKeys.EtaMin] = ("0.0001", [(SpecKeys.LrScheduler, "cosine_annealing_lr")]),
        [SpecKeys.StartFactor] = ("0.5", [(SpecKeys.LrScheduler, "linear_lr")]),
        [SpecKeys.EndFactor] = ("0.5", [(SpecKeys.LrScheduler, "linear_lr")]),
        [SpecKeys.TotalIters] = ("3", [(SpecKeys.LrScheduler, "linear_lr")]),
        [SpecKeys.Milestones] = ("[3,5]", [(SpecKeys.LrScheduler, "multi_step_lr")]),
        [SpecKeys.T0] = ("3", [(SpecKeys.LrScheduler, "cosine_annealing_warm_restarts")]),
        [SpecKeys.TMult] = ("2", [(SpecKeys.LrScheduler, "cosine_annealing_warm_restarts"), (SpecKeys.T0, "3")]),
        [SpecKeys.Factor] = ("0.5", [(SpecKeys.LrScheduler, SpecWords.OnPlateau)]),
        [SpecKeys.Patience] = ("3", [(SpecKeys.LrScheduler, SpecWords.OnPlateau)]),
        [SpecKeys.Threshold] = ("0.01", [(SpecKeys.LrScheduler, SpecWords.OnPlateau)]),
        [SpecKeys.ThresholdMode] = ("abs", [(SpecKeys.LrScheduler, SpecWords.OnPlateau)]),
        [SpecKeys.Cooldown] = ("2", [(SpecKeys.LrScheduler, SpecWords.OnPlateau)]),
        [SpecKeys.MinLr] = ("0.001", [(SpecKeys.LrScheduler, SpecWords.OnPlateau)]),
        [SpecKeys.Monitor] = (SpecWords.TrainLoss, [(SpecKeys.LrScheduler, SpecWords.OnPlateau), (SpecKeys.ValidationSamples, "500")]),
        [SpecKeys.PctStart] = ("0.2", [(SpecKeys.LrScheduler, SpecWords.OneCycle)]),
        [SpecKeys.AnnealStrategy] = ("linear", [(SpecKeys.LrScheduler, SpecWords.OneCycle)]),
        [SpecKeys.DivFactor] = ("10", [(SpecKeys.LrScheduler, SpecWords.OneCycle)]),
        [SpecKeys.FinalDivFactor] = ("100", [(SpecKeys.LrScheduler, SpecWords.OneCycle)]),
        [SpecKeys.ThreePhase] = ("true", [(SpecKeys.LrScheduler, SpecWords.OneCycle)]),
        [SpecKeys.CycleMomentum] = ("false", [(SpecKeys.LrScheduler, SpecWords.OneCycle)]),
        [SpecKeys.BaseMomentum] = ("0.8", [(SpecKeys.LrScheduler, SpecWords.OneCycle)]),
        [SpecKeys.MaxMomentum] = ("0.9", [(SpecKeys.LrScheduler, SpecWords.OneCycle)]),
        [SpecKeys.LrSchedulerInterval] = (SpecWords.AfterStep, [(SpecKeys.LrScheduler, "linear_lr")]),
        [SpecKeys.WarmupIters] = ("2", [(SpecKeys.LrScheduler, "exponential_lr")]),
        [SpecKeys.WarmupStartFactor] = ("0.1", [(SpecKeys.LrScheduler, "exponential_lr"), (SpecKeys.WarmupIters, "2")]),
        [SpecKeys.Evaluate] = (SpecWords.AtEnd, []),
        [SpecKeys.EarlyStoppingPatience] = ("3", [(SpecKeys.ValidationSamples, "500")]),
        [SpecKeys.RestoreBest] = ("true", [(SpecKeys.ValidationSamples, "500")]),
    };

    /// <summary>The settings of this build's catalog, which are those of the generator's key table.</summary>
    public static TheoryData<string> Settings => [.. TableSpecs.Keys];

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_script_follows_a_setting_or_refuses_it(string key)
    {
        Assert.True(s_values.ContainsKey(key), $"'{key}' is a new setting: give it a value here, and a place in the script or a refusal");
        (string value, (string Key, string Value)[] beside) = s_values[key];
        string without = Script(beside);
        try
        {
            Assert.NotEqual(without, Script([.. beside, (key, value)]));
        }
        catch (NotSupportedException refusal)
        {
            Assert.Contains(key, refusal.Message);
        }
    }

    [Fact]
    public void The_script_follows_the_modules_of_a_model() => Assert.NotEqual(
        Statements(PyTorchScript.Write(ScriptSpecs.Stack(network => network.Recurrent("lstm", 128).Readout("last").Linear(10)), ScriptSpecs.Reference, "a.py")),
        Statements(PyTorchScript.Write(ScriptSpecs.Stack(network => network.Recurrent("lstm", 128).Relu().Readout("last").Linear(10)), ScriptSpecs.Reference,
            "a.py")));

    private static string Script(
        (string Key, string Value)[] settings) => Statements(PyTorchScript.Write(ScriptSpecs.Make("run", settings), ScriptSpecs.Reference, "run.py"));

    // What the script says of itself, and how long it is held against the reference, is not what it trains.
    private static string Statements(string script) => NotTrained().Replace(script, "");

    [GeneratedRegex("#[^\n]*|^CLOSE_STEPS.*$", RegexOptions.Multiline)]
    private static partial Regex NotTrained();
}
