using System;
using System.Linq;
using MnistLstm.Generators.Model;

namespace MnistLstm.Generators.Emission;

/// <summary>How emitted code calls a type: by its simple name, or in full where a folder of that name hides it (experiments/adam/).</summary>
internal sealed class TypeNames(EquatableArray<string> folderNames)
{
    public string Parameter => Of("MnistLstm.Engine", nameof(Parameter));

    public string ParameterSet => Of("MnistLstm.Engine", nameof(ParameterSet));

    public string SequenceClassifier => Of("MnistLstm.Engine.Modules", nameof(SequenceClassifier));

    public string FinalStates => Of("MnistLstm.Engine.Modules", nameof(FinalStates));

    public string LastStep => Of("MnistLstm.Engine.Modules", nameof(LastStep));

    public string Linear => Of("MnistLstm.Engine.Modules", nameof(Linear));

    public string Softmax => Of("MnistLstm.Engine.Modules", nameof(Softmax));

    public string Optimizer => Of("MnistLstm.Engine.Optimizers", nameof(Optimizer));

    public string Trainer => Of("MnistLstm.Training", nameof(Trainer));

    public string TrainingOptions => Of("MnistLstm.Training", nameof(TrainingOptions));

    public string TrainingPlan => Of("MnistLstm.Training", nameof(TrainingPlan));

    public string RunHooks => Of("MnistLstm.Training", nameof(RunHooks));

    public string RunSpec => Of("MnistLstm.Training", nameof(RunSpec));

    public string RunFamily => Of("MnistLstm.Training", nameof(RunFamily));

    public string FamilyModel => Of("MnistLstm.Training", nameof(FamilyModel));

    public string InvalidOperationException => Of("System", nameof(InvalidOperationException));

    public string Setting => Of("MnistLstm.Training", nameof(Setting));

    public string PublishedReference => Of("MnistLstm.Training", nameof(PublishedReference));

    public string Dataset => Of("MnistLstm.Training.Data", nameof(Dataset));

    public string ReadOnlyList => Of("System.Collections.Generic", "IReadOnlyList");

    public string ReadOnlySpan => Of("System", nameof(ReadOnlySpan));

    public string Encoding => Of("System.Text", nameof(Encoding));

    /// <summary>The class of a recurrent module.</summary>
    public string Recurrent(RecurrentCell cell) => Of("MnistLstm.Engine.Modules", cell.Word switch
    {
        "lstm" => "Lstm",
        "gru" => "Gru",
        "rnn" => "Rnn",
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.Word, "no module is known for this cell"),
    });

    /// <summary>The class of an optimizer.</summary>
    public string OptimizerClass(string word) => Of("MnistLstm.Engine.Optimizers", word switch
    {
        "adam" => "Adam",
        "adamw" => "AdamW",
        "sgd" => "Sgd",
        "rmsprop" => "RmsProp",
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "no class is known for this optimizer"),
    });

    private string Of(string space, string name) => folderNames.Contains(name) ? $"global::{space}.{name}" : name;
}
