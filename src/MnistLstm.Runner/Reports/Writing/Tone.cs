namespace MnistLstm.Runner.Reports.Writing;

/// <summary>What a piece of text means; becomes a colour where colours are wanted, and nothing elsewhere.</summary>
internal enum Tone
{
    Plain,
    Good,
    Notice,
    Bad,
    Dim,
}
