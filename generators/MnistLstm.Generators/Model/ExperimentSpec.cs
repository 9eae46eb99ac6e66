namespace MnistLstm.Generators.Model;

/// <summary>A valid spec: everything its model and trainer are made of, and nothing that a comment could change.</summary>
/// <param name="Name">Its names.</param>
/// <param name="Shape">The network.</param>
/// <param name="Training">The training.</param>
/// <param name="Settings">Every result-affecting key, in the key table's order.</param>
internal sealed record ExperimentSpec(SpecName Name, ModelShape Shape, TrainingSpec Training, EquatableArray<SettingValue> Settings);
