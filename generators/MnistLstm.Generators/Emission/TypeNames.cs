using System;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Catalog;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Emission;

/// <summary>How emitted code calls a type: by its simple name, or in full where a folder of that name hides it (experiments/adam/).</summary>
internal sealed class TypeNames(EquatableArray<string> folderNames)
{
    public string Parameter => Of("MnistLstm.Engine", nameof(Parameter));

    public string ParameterSet => Of("MnistLstm.Engine", nameof(ParameterSet));

    public string SequenceClassifier => Of("MnistLstm.Engine.Modules", nameof(SequenceClassifier));

    public string InitialValues => Of("MnistLstm.Engine.Modules", nameof(InitialValues));

    public string Initializer => Of(InitialValuesEmitter.Namespace, nameof(Initializer));

    public string Optimizer => Of("MnistLstm.Engine.Optimizers", nameof(Optimizer));

    public string LrScheduler => Of("MnistLstm.Engine.Schedulers", nameof(LrScheduler));

    public string WarmupLr => Of("MnistLstm.Engine.Schedulers", nameof(WarmupLr));

    public string Trainer => Of("MnistLstm.Training", nameof(Trainer));

    public string TrainingOptions => Of("MnistLstm.Training", nameof(TrainingOptions));

    public string LossWords => Of("MnistLstm.Training.Settings", nameof(LossWords));

    public string TrainingPlan => Of("MnistLstm.Training", nameof(TrainingPlan));

    public string RunHooks => Of("MnistLstm.Training.Settings", nameof(RunHooks));

    public string RunSpec => Of("MnistLstm.Training", nameof(RunSpec));

    public string RunFamily => Of("MnistLstm.Training", nameof(RunFamily));

    public string FamilyNetwork => Of("MnistLstm.Training.Settings", nameof(FamilyNetwork));

    public string NetworkBuilder => Of("MnistLstm.Training.Networks", nameof(NetworkBuilder));

    public string InvalidOperationException => Of("System", nameof(InvalidOperationException));

    public string SettingTable => Of("MnistLstm.Training.Settings", nameof(SettingTable));

    public string PackedCode => Of("MnistLstm.Training.Settings", nameof(PackedCode));

    public string PublishedReference => Of("MnistLstm.Training.Settings", nameof(PublishedReference));

    public string DatasetDefinition => Of("MnistLstm.Training.Data.Catalog", nameof(DatasetDefinition));

    public string Dataset => Of("MnistLstm.Training.Data", nameof(Dataset));

    public string Normalization => Of("MnistLstm.Training.Data", nameof(Normalization));

    public string ReadOnlyList => Of("System.Collections.Generic", "IReadOnlyList");

    public string ReadOnlySpan => Of("System", nameof(ReadOnlySpan));

    public string Enumerable => Of("System.Collections.Generic", "IEnumerable");

    public string Tensor => Of("TorchSharp.torch", nameof(Tensor));

    public string DisposeScope => Of("TorchSharp", nameof(DisposeScope));

    public string TorchParameter => Of("TorchSharp.Modules", nameof(Parameter));

    public string TorchTraining => Of("MnistLstm.TorchSharp", nameof(TorchTraining));

    /// <summary>The class that lists all runs.</summary>
    public string Catalog(string root) => Of(ProjectNamespace.OfSpecs(root), CatalogLayout.CatalogClass);

    /// <summary>TorchSharp's class of a module, which its factory in <c>nn</c> is named for.</summary>
    public string TorchModule(NetworkModule module) => Of("TorchSharp.Modules", TorchClass(module));

    /// <summary>The name of TorchSharp's class of a module.</summary>
    public static string TorchClass(NetworkModule module) => module switch
    {
        RecurrentModule recurrent => recurrent.Cell.PyTorchClass,
        DropoutModule or VariationalDropoutModule => "Dropout",
        LinearModule => "Linear",
        LayerNormModule => "LayerNorm",
        ReluModule => "ReLU",
        TanhModule => "Tanh",
        SoftmaxModule => "Softmax",
        _ => throw new ArgumentOutOfRangeException(nameof(module), module, "TorchSharp's class of this module is not known"),
    };

    /// <summary>The class of a module.</summary>
    public string Module(NetworkModule module) => Of("MnistLstm.Engine.Modules", module switch
    {
        RecurrentModule { Cell.Word: "lstm" } => "Lstm",
        RecurrentModule { Cell.Word: "gru" } => "Gru",
        RecurrentModule { Cell.Word: "rnn" } => "Rnn",
        DropoutModule => "Dropout",
        VariationalDropoutModule => "VariationalDropout",
        ReadoutModule { Word: ReadoutModule.Last } => "LastStep",
        ReadoutModule { Word: ReadoutModule.FinalStates } => "FinalStates",
        ReadoutModule { Word: ReadoutModule.Mean } => "MeanOverTime",
        LinearModule => "Linear",
        LayerNormModule => "LayerNorm",
        ReluModule => "Relu",
        TanhModule => "Tanh",
        SoftmaxModule => "Softmax",
        _ => throw new ArgumentOutOfRangeException(nameof(module), module, "no class is known for this module"),
    });

    /// <summary>The class of an optimizer.</summary>
    public string OptimizerClass(string word) => Of("MnistLstm.Engine.Optimizers", word switch
    {
        "adam" => "Adam",
        "adamw" => "AdamW",
        "sgd" => "Sgd",
        "rmsprop" => "RmsProp",
        "nadam" => "NAdam",
        "adagrad" => "Adagrad",
        "adadelta" => "Adadelta",
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "no class is known for this optimizer"),
    });

    /// <summary>The class of a scheduler.</summary>
    public string SchedulerClass(string word) => Of("MnistLstm.Engine.Schedulers", word switch
    {
        "step_lr" => "StepLr",
        "exponential_lr" => "ExponentialLr",
        "cosine_annealing_lr" => "CosineAnnealingLr",
        "linear_lr" => "LinearLr",
        "multi_step_lr" => "MultiStepLr",
        "cosine_annealing_warm_restarts" => "CosineAnnealingWarmRestarts",
        "reduce_lr_on_plateau" => "ReduceLrOnPlateau",
        "one_cycle_lr" => "OneCycleLr",
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "no class is known for this scheduler"),
    });

    private string Of(string space, string name) => folderNames.Contains(name) ? $"global::{space}.{name}" : name;
}
