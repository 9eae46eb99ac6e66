using System.Text;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Hands text on without the characters that a terminal obeys (<see cref="TerminalText"/>).</summary>
internal sealed class CleanWriter : TextWriter
{
    private readonly TextWriter _inner;

    /// <param name="inner">Where to.</param>
    public CleanWriter(TextWriter inner)
        : base(inner.FormatProvider) => (_inner, CoreNewLine) = (inner, inner.NewLine.ToCharArray());

    /// <inheritdoc/>
    public override Encoding Encoding => _inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (value is not null)
        {
            _inner.Write(TerminalText.Clean(value));
        }
    }

    /// <inheritdoc/>
    public override void Flush() => _inner.Flush();
}
