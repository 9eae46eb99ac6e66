namespace MnistLstm.Runner.Reports.Writing;

/// <summary>A piece of a line with what it means.</summary>
internal readonly record struct TextPiece(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator TextPiece(string text) => new(text);
}
