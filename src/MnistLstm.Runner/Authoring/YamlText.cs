using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Authoring;

/// <summary>Text that is not a spec's own, such as a file's name, as it may stand in a spec.</summary>
internal static partial class YamlText
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value on one line: as it is where that can mean nothing else, in double quotes where it could.</summary>
    public static string Scalar(string text) => Plain().IsMatch(text) ? text : JsonSerializer.Serialize(ObeyedText.Replace(text), s_plain);

    /// <summary>The text for a comment of one line.</summary>
    public static string Comment(string text) => ObeyedText.Replace(text);

    [GeneratedRegex(@"^[A-Za-z](?:[A-Za-z0-9._/,…\[\]-]|=(?=[0-9a-z])| (?=[A-Za-z0-9…]))*$")]
    private static partial Regex Plain();
}
