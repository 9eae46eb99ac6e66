using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>YAML to JSON by the core schema of YAML 1.2, which is how an editor reads a spec before it asks the JSON schema.</summary>
internal static partial class YamlJson
{
    /// <summary>The first document's value.</summary>
    /// <exception cref="YamlException">The text is no YAML, or has a key twice or one that is no scalar, an alias, or a further document.</exception>
    public static JsonNode? Read(string yaml)
    {
        Parser parser = new(new Scanner(new StringReader(yaml), skipComments: true));
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        parser.Consume<DocumentStart>();
        JsonNode? root = Value(parser);
        parser.Consume<DocumentEnd>();
        parser.Consume<StreamEnd>();
        return root;
    }

    private static JsonNode? Value(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out Scalar? scalar))
        {
            return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : scalar.Value;
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            JsonArray list = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(Value(parser));
            }

            return list;
        }

        parser.Consume<MappingStart>();
        JsonObject values = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            Scalar key = parser.Consume<Scalar>();
            if (!values.TryAdd(key.Value, Value(parser)))
            {
                throw new YamlException(key.Start, key.End, $"the key '{key.Value}' stands twice");
            }
        }

        return values;
    }

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when Integer().IsMatch(text) =>
            JsonNode.Parse(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
        _ when Octal().IsMatch(text) =>
            JsonNode.Parse(text[2..].Aggregate(BigInteger.Zero, (value, digit) => (value * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture)),
        _ when Hexadecimal().IsMatch(text) => JsonNode.Parse(
            BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
        _ when Float().Match(text) is { Success: true } number => JsonNode.Parse(Json(number)),

        // JSON has no infinities and no NaN: .inf stays the text that it is, which is no number either.
        _ => text,
    };

    // JSON wants a digit on either side of the point, no plus in front, and no leading zeros.
    private static string Json(Match number)
    {
        string whole = number.Groups["whole"].Value.TrimStart('0');
        string fraction = number.Groups["fraction"].Value;
        string sign = number.Groups["sign"].Value == "-" ? "-" : "";
        return $"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : "." + fraction)}{number.Groups["exponent"].Value}";
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^(?<sign>[-+]?)(\.(?<fraction>[0-9]+)|(?<whole>[0-9]+)(\.(?<fraction>[0-9]*))?)(?<exponent>([eE][-+]?[0-9]+)?)\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Float();
}
