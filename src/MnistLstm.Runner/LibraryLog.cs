using Microsoft.Extensions.Logging;

namespace MnistLstm.Runner;

/// <summary>What a training tells a log.</summary>
internal static partial class LibraryLog
{
    [LoggerMessage(1, LogLevel.Information, "{Run}: a complete result is there already; nothing is trained")]
    public static partial void Cached(ILogger logger, string run);

    [LoggerMessage(2, LogLevel.Information, "{Run}: begins; {Start}")]
    public static partial void Begun(ILogger logger, string run, string start);

    [LoggerMessage(3, LogLevel.Information, "{Run}: epoch {Epoch} of {Epochs}, loss {TrainLoss}, test loss {TestLoss}, test accuracy {TestAccuracy}")]
    public static partial void EpochCompleted(ILogger logger, string run, int epoch, int epochs, double trainLoss, double? testLoss, double? testAccuracy);

    [LoggerMessage(4, LogLevel.Information, "{Run}: waits for the process that is training it, {Owner}")]
    public static partial void Waiting(ILogger logger, string run, string owner);

    [LoggerMessage(5, LogLevel.Warning, "{Run}: {Note}")]
    public static partial void Note(ILogger logger, string run, string note);

    [LoggerMessage(6, LogLevel.Information, "{Dataset}: {Step}")]
    public static partial void Fetching(ILogger logger, string dataset, string step);
}
