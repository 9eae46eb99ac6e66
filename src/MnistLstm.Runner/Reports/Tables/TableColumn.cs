namespace MnistLstm.Runner.Reports.Tables;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Right">Numbers stand to the right.</param>
/// <param name="Importance">In a terminal too narrow for all, the column of the lowest importance goes first; null stays always.</param>
/// <param name="Whole">For the first column: its texts are never shortened, since they are there to be copied.</param>
internal sealed record TableColumn(string Header, bool Right = false, int? Importance = null, bool Whole = false);
