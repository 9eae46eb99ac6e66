namespace MnistLstm.Runner.Traces.Content;

/// <summary>One side of a comparison: what it trains and where.</summary>
/// <param name="Header">What.</param>
/// <param name="Environment">Where.</param>
internal sealed record TraceSide(TraceHeader Header, TraceEnvironment Environment)
{
    private const int ShownDigits = 8;

    /// <summary>In a line: the place, then the first digits of the sources' hash.</summary>
    public string Describe() => $"{Environment}, sources {Header.SourcesSha256[..Math.Min(ShownDigits, Header.SourcesSha256.Length)]}";
}
