namespace MnistLstm.Generators.Model.Families;

/// <summary>One run of a family.</summary>
/// <param name="Values">The varied keys with their values in canonical text, as in the run's name between brackets: <c>hidden_size=32,seed=1</c>.</param>
/// <param name="Shape">The place of its network among the family's shapes.</param>
/// <param name="Arguments">The values of the typed record's members, as C# literals: <c>32, 1e-3, 1</c>.</param>
internal sealed record FamilyRun(string Values, int Shape, string Arguments)
{
    /// <summary>The run's full name.</summary>
    /// <param name="experiment">The experiment's name.</param>
    public string FullName(string experiment) => $"{experiment}[{Values}]";
}
