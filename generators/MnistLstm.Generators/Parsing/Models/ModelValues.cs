using System;
using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Training;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Models;

/// <summary>
/// What a spec's <c>model</c> gives its runs. A network that the flat keys can say is the same as if they had said it: the same settings, and so
/// the same fingerprint. Of another the text is the setting.
/// </summary>
/// <param name="Network">The network.</param>
/// <param name="Values">The settings: those of the flat keys, or <c>model</c> alone.</param>
internal sealed record ModelValues(Network Network, IReadOnlyList<KeyValue> Values)
{
    /// <summary>Tells the two apart.</summary>
    /// <param name="network">The network.</param>
    /// <param name="items">The items that say it.</param>
    /// <param name="whole">Takes the text of the whole; where <c>model</c> stands.</param>
    public static ModelValues Of(Network network, IReadOnlyList<ModelItem> items, KeyValue whole) =>
        new(network, Flat(network, items) ?? [whole with { Canonical = network.Yaml, Digits = network.Yaml }]);

    private static IReadOnlyList<KeyValue>? Flat(Network network, IReadOnlyList<ModelItem> items)
    {
        NetworkModule[] modules = [.. network.Modules];
        bool softmax = modules.Length == 4 && modules[3] is SoftmaxModule;
        if ((modules.Length != 3 && !softmax) || modules[0] is not RecurrentModule || modules[1] is not ReadoutModule { Word: not ReadoutModule.Mean }
            || modules[2] is not LinearModule)
        {
            return null;
        }

        ModelItem head = items[items.Count - 1];
        return
        [
            .. items[0].Values!,
            .. items[0][KeyTable.Nonlinearity] is null ? [KeyValue.Default(KeyTable.Nonlinearity)] : Array.Empty<KeyValue>(),
            Said(KeyTable.Cell, items[0].Module.Name, items[0]),
            items[1].Values![0] with { Key = KeyTable.Readout },
            Said(KeyTable.Head, softmax ? SpecWords.SoftmaxHead : SpecWords.LinearHead, head),
        ];
    }

    private static KeyValue Said(SpecKey key, string word, ModelItem item) => new(key, word, word, ValueLevel.Base, item.Span, item.Span, item.Line);
}
