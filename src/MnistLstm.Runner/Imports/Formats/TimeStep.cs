using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>Where a step stands in time, as a column says it: a number, or a date or time in the form of ISO 8601.</summary>
internal sealed partial class TimeStep
{
    private const string Number = "a number";
    private const string Time = "a time of day";
    private const string Date = "a date without a time zone";
    private const string Instant = "a date with a time zone";

    private readonly string _kind;
    private readonly double _number;
    // Seconds, or a whole number of any length: a count of nanoseconds has more digits than a double.
    private readonly decimal? _exact;

    private TimeStep(string text, string kind, double number, decimal? exact)
    {
        (Text, _kind, _number, _exact) = (text, kind, number, exact);
    }

    /// <summary>How it is written.</summary>
    public string Text { get; }

    /// <summary>Reads a step.</summary>
    /// <param name="text">How it is written.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="ImportException">It is neither a number nor a date or time.</exception>
    public static TimeStep Read(string text, string where)
    {
        if (Of(text) is { } step)
        {
            return step;
        }

        string padded = SingleDigit().Replace(text, "0$0");
        throw text.Length == 0 ? new ImportException(where, "the step is missing", "give each row its step: a number, or a date")
            : new ImportException(where, $"'{(text.Length > 40 ? text[..40] + "..." : text)}' is neither a number nor a date or time of ISO 8601",
                text != padded && Of(padded) is not null ? $"write it with two digits each: {padded}"
                    : "number the steps, or write dates as 2024-01-31 or 2024-01-31T09:30, times as 09:30 (pandas: df['date'] = pd.to_datetime(df['date']))");
    }

    /// <summary>Whether a step comes after another.</summary>
    /// <param name="before">The other.</param>
    /// <param name="where">The place of this one, for messages.</param>
    /// <exception cref="ImportException">The two cannot be compared.</exception>
    public bool IsAfter(TimeStep before, string where) =>
        _kind != before._kind
            ? throw new ImportException(where, $"'{Text}' is {_kind}, and '{before.Text}' before it {before._kind}", "write all steps in the same form")
            : _exact is { } exact && before._exact is { } other ? exact > other
            : _number > before._number;

    /// <summary>Whether a text is a date or a time, in this form or in one that people write by hand.</summary>
    public static bool LooksLikeTime(ReadOnlySpan<char> text)
    {
        string trimmed = text.Trim().ToString();
        return trimmed.Length <= 40 && (ByHand().IsMatch(trimmed) || Of(trimmed) is { _kind: not Number });
    }

    private static TimeStep? Of(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            bool whole = decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal exact);
            return new TimeStep(text, Number, number, whole ? exact : null);
        }

        Match match = Iso().Match(text);
        bool dated = match.Groups["year"].Success;
        DateTime day = DateTime.MinValue;
        return match.Success && (!dated || Day(match, out day)) && Seconds(match) is { } seconds && Zone(match.Groups["zone"].ValueSpan) is { } zone
            ? new TimeStep(text, !dated ? Time : match.Groups["zone"].Success ? Instant : Date, 0, (day.Ticks / TimeSpan.TicksPerSecond) + seconds - zone)
            : null;
    }

    private static bool Day(Match match, out DateTime day)
    {
        int year = Part(match, "year", 1);
        if (!match.Groups["week"].Success)
        {
            string digits = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{Part(match, "month", 1):00}-{Part(match, "day", 1):00}");
            return DateTime.TryParseExact(digits, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        }

        int week = Part(match, "week", 1);
        // The last week of the year 9999 ends behind the calendar.
        bool there = year is >= 1 and < 9999 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year);
        day = there ? ISOWeek.ToDateTime(year, week, (DayOfWeek)(Part(match, "weekday", 1) % 7)) : DateTime.MinValue;
        return there;
    }

    // Seconds from midnight. A day may end with 24:00.
    private static decimal? Seconds(Match match)
    {
        (int hour, int minute, int second) = (Part(match, "hour", 0), Part(match, "minute", 0), Part(match, "second", 0));
        ReadOnlySpan<char> digits = match.Groups["fraction"].ValueSpan;
        decimal fraction = digits.Length == 0 ? 0 : decimal.Parse($"0.{digits}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return minute <= 59 && second <= 59 && (hour <= 23 || (hour == 24 && minute == 0 && second == 0 && fraction == 0))
            ? (((hour * 60) + minute) * 60) + second + fraction
            : null;
    }

    // Seconds that a zone is before Greenwich: Z, +01, +01:00, +0100.
    private static int? Zone(ReadOnlySpan<char> zone)
    {
        if (zone.Length == 0 || !char.IsAsciiDigit(zone[^1]))
        {
            return 0;
        }

        int hours = int.Parse(zone[1..3], CultureInfo.InvariantCulture);
        int minutes = zone.Length > 3 ? int.Parse(zone[^2..], CultureInfo.InvariantCulture) : 0;
        return hours <= 23 && minutes <= 59 ? (zone[0] == '-' ? -60 : 60) * ((hours * 60) + minutes) : null;
    }

    private static int Part(Match match, string group, int otherwise) =>
        match.Groups[group] is { Success: true } part ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : otherwise;

    // 2024-03, 2024-W09, or a day, 2024-03-01, 20240301, 2024-W09-5, with a time or without; or a time alone. Digits behind the 16th of a second are left
    // to no clock.
    [GeneratedRegex("""
        ^(?:(?<year>[0-9]{4})-(?<month>[0-9]{2})
        |(?<year>[0-9]{4})-?W(?<week>[0-9]{2})
        |(?:(?<year>[0-9]{4})(?:-(?<month>[0-9]{2})-(?<day>[0-9]{2})|(?<month>[0-9]{2})(?<day>[0-9]{2})|-?W(?<week>[0-9]{2})-?(?<weekday>[1-7])))
         (?:[Tt\ ](?<hour>[0-9]{2})(?::?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,16}))?)?)?
          (?<zone>[Zz]|\ ?UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?)?
        |(?<hour>[0-9]{2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,16}))?)?)\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    // 31.01.2024, 1/31/24 9:30 PM, 9:30
    [GeneratedRegex("^[0-9]{1,4}([-/.])[0-9]{1,2}\\1[0-9]{1,4}(?:[T ,].*)?\\z|^[0-9]{1,2}:[0-9]{2}(?:[: ].*)?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ByHand();

    [GeneratedRegex("(?<![0-9.,])[0-9](?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex SingleDigit();
}
