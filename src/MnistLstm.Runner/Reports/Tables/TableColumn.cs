namespace MnistLstm.Runner.Reports.Tables;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Right">Numbers stand to the right.</param>
/// <param name="Importance">In a terminal too narrow for all, the column of the lowest importance goes first; null stays always.</param>
/// <param name="Whole">For the first column: its texts are never shortened, since they are there to be copied.</param>
/// <param name="Fold">The importance of a column that tells some rows apart and not all: where there is no room for it, those rows say its value on a line
/// below. Null for a column that is never folded so.</param>
internal sealed record TableColumn(string Header, bool Right = false, int? Importance = null, bool Whole = false, int? Fold = null);
