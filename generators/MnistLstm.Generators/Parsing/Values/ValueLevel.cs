namespace MnistLstm.Generators.Parsing.Values;

/// <summary>Where a run has a value from. The later, the closer to the run: of the values that break a rule together, the closest is to blame.</summary>
internal enum ValueLevel
{
    Default,
    Base,
    Matrix,
    Case,
}
