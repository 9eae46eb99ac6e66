using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>The number that somebody meant who wrote it as people, calculators or other languages do: <c>10 %</c>, <c>60k</c>, <c>1/1000</c>,
/// <c>5 epochs</c>, <c>0.9f</c>.</summary>
internal static class NumberGuess
{
    // Longer texts are no numbers, and of each a hint is made.
    private const int Longest = 40;

    private const string Number = @"(?<number>[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)";

    private static readonly (Regex Form, Func<Match, double> Value, string Reason)[] s_forms =
    [
        (Form($@"^{Number}\s*[,;]$"), match => Of(match, "number"), ""),
        (Form($@"^{Number}\s*%$"), match => Of(match, "number") / 100, ""),
        (Form($@"^{Number}\s*[kK]$"), match => Of(match, "number") * 1000, ""),
        (Form($@"^{Number}\s*M$"), match => Of(match, "number") * 1000000, ""),
        (Form(@"^(?<a>\d+(\.\d+)?)\s*/\s*(?<b>\d+(\.\d+)?)$"), match => Of(match, "a") / Of(match, "b"), ""),
        (Form($@"^{Number}\s*[x×*·]\s*10\s*(\^|\*\*)\s*(?<power>[+-]?\d+)$"), match => Power(match.Groups["number"].Value, match), ""),
        (Form(@"^10\s*(\^|\*\*)\s*(?<power>[+-]?\d+)$"), match => Power("1", match), ""),
        (Form(@"^(?<a>[2-9])\s*(\^|\*\*)\s*(?<power>\d{1,2})$"), match => Math.Pow(Of(match, "a"), Of(match, "power")), ""),
        (Form($@"^{Number}(\s+|(?![eExXbBoO]))[\p{{L}}µ°][\p{{L}}\p{{N}} ./_-]*$"), match => Of(match, "number"), " (numbers have no units)"),
    ];

    /// <summary>The number as a spec has it, with what is to be said of it; null where none is meant.</summary>
    /// <param name="text">What was written.</param>
    public static (string Digits, double Value, string Reason)? Of(string text)
    {
        string trimmed = text.Trim();
        foreach ((Regex form, Func<Match, double> value, string reason) in s_forms)
        {
            if (trimmed.Length <= Longest && form.Match(trimmed) is { Success: true } match && value(match) is var number
                && !double.IsNaN(number) && !double.IsInfinity(number))
            {
                // Of 0.1 / 100 nobody wants to read the seventeenth digit.
                double rounded = double.Parse(number.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                return (rounded.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'), rounded, reason);
            }
        }

        return null;
    }

    private static Regex Form(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static double Of(Match match, string group) => double.Parse(match.Groups[group].Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double Power(string factor, Match match) =>
        double.TryParse($"{factor}e{match.Groups["power"].Value}", NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
