namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A clock that goes on by one second every time it is asked for a timestamp.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => ++_seconds;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(_seconds);
}
