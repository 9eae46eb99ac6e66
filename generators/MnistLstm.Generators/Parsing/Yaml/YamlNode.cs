using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace MnistLstm.Generators.Parsing.Yaml;

/// <summary>A YAML value with its place in the text.</summary>
internal abstract class YamlNode(TextSpan span)
{
    /// <summary>The place; for a list or mapping that of its beginning.</summary>
    public TextSpan Span { get; } = span;
}

/// <summary>A plain or quoted value. All typing is ours: to YAML it is text.</summary>
internal sealed class YamlScalar(string text, bool isPlain, TextSpan span) : YamlNode(span)
{
    public string Text { get; } = text;

    /// <summary>Without quotes, and not a block of text.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Nothing, or YAML's words for it.</summary>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed class YamlSequence(TextSpan span) : YamlNode(span)
{
    public List<YamlNode> Items { get; } = [];
}

/// <summary>Keys with values, in the order of the text; duplicates are kept.</summary>
internal sealed class YamlMapping(TextSpan span) : YamlNode(span)
{
    public List<(YamlScalar Key, YamlNode Value)> Entries { get; } = [];

    /// <summary>Whether a key was reported and left out, so that what seems to be missing may be there.</summary>
    public bool LacksKeys { get; set; }
}

/// <summary>A value that was reported already; nothing more is to be said of it.</summary>
internal sealed class YamlRejected(TextSpan span) : YamlNode(span);
