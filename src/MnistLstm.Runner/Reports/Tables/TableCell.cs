using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>A cell of a <see cref="TextTable"/>.</summary>
/// <param name="Text">Its text, one line.</param>
/// <param name="Tone">What it means.</param>
/// <param name="Short">What to print instead when the terminal is too narrow; null for the same text.</param>
/// <param name="Tells">Whether it tells its row from others of the same name.</param>
internal sealed record TableCell(string Text, Tone Tone = Tone.Plain, string? Short = null, bool Tells = false)
{
    public static implicit operator TableCell(string text) => new(text);
}
