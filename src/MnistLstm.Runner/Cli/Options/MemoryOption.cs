using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Cli.Options;

/// <summary><c>--memory</c>: what training may take.</summary>
internal static partial class MemoryOption
{
    private const string Name = "--memory";

    public static Option<long?> Create(
        string description = "Memory for training, as 500M or 4G (default: four fifths of the machine's); never changes a result") => new(Name)
    {
        Description = description,
        HelpName = "size",
        CustomParser = result =>
        {
            string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (Bytes(word) is { } bytes)
            {
                return bytes;
            }

            result.AddError($"{Name} expects a size such as 500M or 4G, got '{word}'");
            return null;
        },
    };

    /// <summary>Its value, if the engine keeps to one.</summary>
    public static long? ValueOf(ParseResult parse, Option<long?> option, RunEngine engine) => parse.GetValue(option) switch
    {
        { } when !engine.KeepsToMemory => throw new UsageException(
            $"{Name} needs the exact engine; it cannot be combined with --engine {engine.Word}", $"leave {Name} out"),
        var bytes => bytes,
    };

    /// <summary>Bytes of <c>500M</c>, <c>1.5G</c>, <c>2GiB</c> or a plain number; units are powers of 1024. Null for another word, for nothing and for more
    /// than there can be.</summary>
    internal static long? Bytes(string word)
    {
        Match match = Size().Match(word);
        if (!match.Success)
        {
            return null;
        }

        double number = double.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        string unit = match.Groups[2].Value;
        double bytes = number * Math.Pow(1024, unit.Length == 0 ? 0 : "KMGT".IndexOf(unit, StringComparison.OrdinalIgnoreCase) + 1);
        return bytes >= 1 && bytes < 1L << 50 ? (long)bytes : null;
    }

    [GeneratedRegex("^([0-9]{1,15}(?:\\.[0-9]{1,6})?)(?:([KMGT])(?:i?B)?|B)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
