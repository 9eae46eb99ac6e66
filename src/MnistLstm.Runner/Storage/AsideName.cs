using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;

namespace MnistLstm.Runner.Storage;

/// <summary>What a file being written is called until it is whole: <c>run.json.4711-1f2e3d4c-0123456789abcdef.tmp</c>, by process, machine and
/// chance.</summary>
/// <param name="ProcessId">The writing process; null in names of older versions, which do not say the machine.</param>
/// <param name="IsOfThisMachine">Whether that process can be asked for here.</param>
internal sealed partial record AsideName(int? ProcessId, bool IsOfThisMachine)
{
    /// <summary>How it ends.</summary>
    public const string Ending = ".tmp";

    private static readonly string s_machine =
        XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(Environment.MachineName)).ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>A new name for writing a file.</summary>
    public static string Of(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{s_machine}-{Guid.NewGuid().ToString("n")[..16]}{Ending}");

    /// <summary>Reads a name; null when it is not of this form.</summary>
    public static AsideName? Parse(string fileName)
    {
        Match match = Form().Match(fileName);
        return !match.Success ? null
            : match.Groups["machine"].Success
                && int.TryParse(match.Groups["process"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                ? new AsideName(process, match.Groups["machine"].ValueSpan.SequenceEqual(s_machine))
                : new AsideName(null, false);
    }

    [GeneratedRegex(@"\.(?<process>[0-9]+)-(?:(?<machine>[0-9a-f]{8})-[0-9a-f]{16}|[0-9a-f]{32})\.tmp$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
