using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Model.Networks;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Values;

namespace MnistLstm.Generators.Parsing.Models;

/// <summary>Checks that the items of a spec's <c>model</c> fit on each other, and infers their shapes.</summary>
/// <param name="items">The items from top to bottom, one at least.</param>
/// <param name="inputSize">Pixels of a time step.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class ModelBuilder(IReadOnlyList<ModelItem> items, int inputSize, DiagnosticBag diagnostics)
{
    private readonly ModelItem? _readout = items.FirstOrDefault(item => item.Module == ModelKeys.Readout);
    private bool _faulty;

    /// <summary>The network; null when an item is wrong by itself or where it stands, which is reported.</summary>
    public ModelShape? Build()
    {
        bool read = false;
        ModelItem? above = null; // the last item that decides what a step's features are
        foreach (ModelItem item in items)
        {
            Check(item, read, above);
            read |= item == _readout;
            above = HasSize(item) ? item : above;
        }

        CheckEnd(above);
        return _faulty || items.Any(item => item.Values is null) ? null : ModelShape.Of(Modules());
    }

    private static bool HasSize(ModelItem item) => item.Module == ModelKeys.Linear || ModelKeys.IsRecurrent(item.Module);

    private void Check(ModelItem item, bool read, ModelItem? above)
    {
        if (read && item.Module == ModelKeys.Readout)
        {
            Report(DiagnosticDescriptors.NoSequence, item.Span, item.Module.Name, Text(_readout!.Line), "keep one of the two");
        }
        else if (read && ModelKeys.IsRecurrent(item.Module))
        {
            Report(DiagnosticDescriptors.NoSequence, item.Span, item.Module.Name, Text(_readout!.Line), "move it above the readout");
        }
        else if (!read && _readout is not null && item.Module == ModelKeys.Softmax)
        {
            Report(DiagnosticDescriptors.NoFeatures, item.Span, Text(_readout.Line));
        }
        else if (item[ModelKeys.Readout] is { Canonical: ReadoutModule.FinalStates } word && (above is null || above.Module == ModelKeys.Linear))
        {
            string instead = above is null ? "the images themselves" : $"what 'linear' on line {Text(above.Line)} puts out";
            Report(DiagnosticDescriptors.NoFinalStates, word.Span, instead);
        }
    }

    private void CheckEnd(ModelItem? above)
    {
        ModelItem last = items[items.Count - 1];
        if (_readout is null)
        {
            ModelItem place = items.LastOrDefault(item => ModelKeys.IsRecurrent(item.Module)) ?? last;
            Report(DiagnosticDescriptors.NoReadout, last.Span, place.Module.Name, Text(place.Line));
        }
        else if (above is null)
        {
            Report(DiagnosticDescriptors.NotTheScores, last.Span, Text(inputSize), Text(ModelShape.Classes), "add '- linear: 10' at the end");
        }
        else if (Width(above) is int width && width != ModelShape.Classes)
        {
            string remedy = above == last && last.Module == ModelKeys.Linear ? "write 'linear: 10', or add '- linear: 10' at the end" : "add '- linear: 10' at the end";
            Report(DiagnosticDescriptors.NotTheScores, last.Span, Text(width), Text(ModelShape.Classes), remedy);
        }
    }

    // Null where a value that decides it is wrong.
    private static int? Width(ModelItem item) =>
        item[ModelKeys.Linear] is { } outputs ? Integer(outputs)
        : item[KeyTable.HiddenSize] is { } hidden ? (item[KeyTable.Direction]!.Canonical == "bidirectional" ? 2 : 1) * Integer(hidden)
        : null;

    private List<ModelModule> Modules()
    {
        List<ModelModule> modules = [];
        FeatureShape top = ModelShape.Image(inputSize);
        foreach (ModelItem item in items)
        {
            modules.Add(Module(item, top, isNext: modules.LastOrDefault() is RecurrentModule));
            top = modules[modules.Count - 1].Output;
        }

        return modules;
    }

    private static ModelModule Module(ModelItem item, FeatureShape input, bool isNext) => item.Module.Name switch
    {
        "dropout" => new DropoutModule(input, Probability(item[ModelKeys.Dropout]!)),
        "readout" => new ReadoutModule(input, item[ModelKeys.Readout]!.Canonical, isNext),
        "linear" => new LinearModule(input, Integer(item[ModelKeys.Linear]!)),
        "relu" => new ReluModule(input),
        "tanh" => new TanhModule(input),
        "softmax" => new SoftmaxModule(input),
        string cell => new RecurrentModule(
            input,
            RecurrentCell.Of(cell),
            Integer(item[KeyTable.HiddenSize]!),
            Integer(item[KeyTable.Layers]!),
            item[KeyTable.Direction]!.Canonical == "bidirectional",
            item[KeyTable.Dropout] is { } dropout && dropout.Canonical != KeyTable.Dropout.Default ? Probability(dropout) : null),
    };

    private static Probability Probability(KeyValue value) => new(NumberText.ToLiteral(value.Digits), value.Canonical);

    private static int Integer(KeyValue value) => int.Parse(value.Canonical, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        _faulty = true;
        diagnostics.Report(descriptor, span, arguments);
    }
}
