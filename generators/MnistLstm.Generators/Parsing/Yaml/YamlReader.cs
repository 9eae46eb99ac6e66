using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MnistLstm.Generators.Parsing.Yaml;

/// <summary>
/// Builds nodes with positions from the events of YamlDotNet's parser. Anchors, aliases, tags, merge keys and further documents are
/// reported; without aliases no small text can stand for a large one, and with a stack of its own no depth can exhaust the thread's.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>How many lists and mappings may be open at once. A spec needs four.</summary>
    private const int Deepest = NestingCheck.Deepest;

    /// <summary>How many values, keys, lists and mappings are read. A family of 10,000 cases with nine values each has 190,000.</summary>
    private const int MostNodes = 250_000;

    private readonly DiagnosticBag _diagnostics;
    private readonly int _offset;
    private readonly Parser _parser;
    private readonly Stack<OpenCollection> _open = new();
    private int _nodes;

    private YamlReader(string text, DiagnosticBag diagnostics)
    {
        // A byte order mark is no indentation: with it the first key would seem to stand in column 2.
        _offset = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        _parser = new Parser(new Scanner(new StringReader(text.Substring(_offset)), skipComments: true));
        _diagnostics = diagnostics;
    }

    /// <summary>Reads the first document.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    /// <param name="complete">False when the text ends in an error: what is returned is what stands before it.</param>
    /// <returns>The document's value; null when there is none.</returns>
    public static YamlNode? Read(string text, DiagnosticBag diagnostics, out bool complete)
    {
        YamlReader reader = new(text, diagnostics);
        YamlNode? root = null;
        complete = reader.ReadDocument(ref root, text);
        return root;
    }

    private bool ReadDocument(ref YamlNode? root, string text)
    {
        int documents = 0;
        while (true)
        {
            try
            {
                if (!_parser.MoveNext())
                {
                    return true;
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // YamlDotNet leaves some malformed texts with exceptions that are not its own (an unclosed '[' for one).
                ReportMalformed(fault, text);
                return false;
            }

            ParsingEvent current = _parser.Current!;
            switch (current)
            {
                case DocumentStart when ++documents > 1:
                    _diagnostics.Report(DiagnosticDescriptors.YamlFeature, Span(current), "a second document is", "keep one experiment a file");
                    return true;
                case NodeEvent when ++_nodes > MostNodes:
                    _diagnostics.Report(DiagnosticDescriptors.MalformedYaml, FirstCharacter(current),
                        "a spec has at most 250,000 values and keys, and this is one more");
                    return false;
                case AnchorAlias:
                    _diagnostics.Report(DiagnosticDescriptors.YamlFeature, Span(current), "an alias is", "write the value itself");
                    Place(new YamlRejected(Span(current)), ref root);
                    break;
                case Scalar scalar:
                    bool rejected = ReportNodeFeatures(scalar);
                    bool plain = scalar.Style == ScalarStyle.Plain;
                    Place(rejected ? new YamlRejected(Span(scalar)) : new YamlScalar(scalar.Value, plain, Span(scalar)), ref root);
                    break;
                case SequenceStart or MappingStart when _open.Count > Deepest:
                    _diagnostics.Report(DiagnosticDescriptors.MalformedYaml, FirstCharacter(current),
                        $"more than {Deepest} lists or mappings are within each other here");
                    return false;
                case SequenceStart start:
                    ReportNodeFeatures(start);
                    Open(new YamlSequence(FirstCharacter(start)), start.Style == SequenceStyle.Flow, ref root);
                    break;
                case MappingStart start:
                    ReportNodeFeatures(start);
                    Open(new YamlMapping(FirstCharacter(start)), start.Style == MappingStyle.Flow, ref root);
                    break;
                case SequenceEnd or MappingEnd:
                    _open.Pop();
                    break;
            }
        }
    }

    private void Open(YamlNode node, bool flow, ref YamlNode? root)
    {
        Place(node, ref root);
        _open.Push(new OpenCollection(node, flow));
    }

    private void Place(YamlNode node, ref YamlNode? root)
    {
        if (_open.Count == 0)
        {
            root = node;
            return;
        }

        OpenCollection parent = _open.Peek();
        if (parent.Node is YamlSequence sequence)
        {
            sequence.Items.Add(node);
        }
        else if (parent.Node is YamlMapping mapping)
        {
            PlaceInMapping(parent, mapping, node);
        }
    }

    private void PlaceInMapping(OpenCollection parent, YamlMapping mapping, YamlNode node)
    {
        if (parent.ExpectsValue)
        {
            parent.ExpectsValue = false;
            if (parent.Key is { Text: "<<", IsPlain: true })
            {
                _diagnostics.Report(DiagnosticDescriptors.YamlFeature, parent.Key.Span, "a merge key is", "write the keys themselves");
                mapping.LacksKeys = true;
            }
            else if (parent.Key is not null)
            {
                mapping.Entries.Add((parent.Key, node));
            }

            return;
        }

        parent.ExpectsValue = true;
        parent.Key = node as YamlScalar;
        mapping.LacksKeys |= parent.Key is null;
        if (node is YamlSequence or YamlMapping)
        {
            _diagnostics.Report(DiagnosticDescriptors.YamlFeature, node.Span, "a list or mapping as a key is", "a key is one word");
        }
    }

    private bool ReportNodeFeatures(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            _diagnostics.Report(DiagnosticDescriptors.YamlFeature, FirstCharacter(node), $"an anchor ('&{node.Anchor.Value}') is",
                "remove it and write the value where it is needed");
        }

        if (!node.Tag.IsEmpty)
        {
            _diagnostics.Report(DiagnosticDescriptors.YamlFeature, FirstCharacter(node), "a tag is", "remove it; a key's type is fixed");
        }

        return !node.Anchor.IsEmpty || !node.Tag.IsEmpty;
    }

    private void ReportMalformed(Exception fault, string text)
    {
        OpenCollection? flow = _open.FirstOrDefault(open => open.Flow);
        bool atEnd = fault is not YamlException located || located.Start.Index + _offset >= text.TrimEnd().Length;
        if (flow is not null && atEnd)
        {
            string bracket = flow.Node is YamlSequence ? "'[' is never closed by ']'" : "'{' is never closed by '}'";
            _diagnostics.Report(DiagnosticDescriptors.MalformedYaml, flow.Node.Span, bracket);
        }
        else if (fault is YamlException known)
        {
            int at = (int)known.Start.Index + _offset;
            if (flow is null && YamlComplaint.At(text, at) is { } complaint)
            {
                _diagnostics.Report(DiagnosticDescriptors.MalformedYaml, complaint.Span, complaint.Text);
                return;
            }

            string message = known.Message.Trim().TrimEnd('.');
            string shown = message.Length == 0 ? "it ends too early" : char.ToLowerInvariant(message[0]) + message.Substring(1);
            _diagnostics.Report(DiagnosticDescriptors.MalformedYaml, Span(known.Start, known.Start), shown);
        }
        else
        {
            _diagnostics.Report(DiagnosticDescriptors.MalformedYaml, new TextSpan(text.Length, 0),
                "it ends too early; look for a bracket or quote that is never closed");
        }
    }

    private TextSpan FirstCharacter(ParsingEvent item) => new((int)item.Start.Index + _offset, 1);

    private TextSpan Span(ParsingEvent item) => Span(item.Start, item.End);

    private TextSpan Span(Mark start, Mark end) =>
        TextSpan.FromBounds((int)start.Index + _offset, (int)Math.Max(start.Index, end.Index) + _offset);

    /// <summary>A collection whose end was not read yet.</summary>
    private sealed class OpenCollection(YamlNode node, bool flow)
    {
        public YamlNode Node { get; } = node;

        public bool Flow { get; } = flow;

        public YamlScalar? Key { get; set; }

        public bool ExpectsValue { get; set; }
    }
}
