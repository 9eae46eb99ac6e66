using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Networks;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Training;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Models;

/// <summary>Checks that the items of a spec's <c>model</c> fit on each other, and infers their shapes.</summary>
/// <param name="items">The items from top to bottom, one at least.</param>
/// <param name="data">The data set that is read.</param>
/// <param name="inputSize">Values of a time step.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class ModelBuilder(IReadOnlyList<ModelItem> items, DatasetFacts data, int inputSize, DiagnosticBag diagnostics)
{
    private readonly ModelItem? _readout = items.FirstOrDefault(item => item.Module == ModelKeys.Readout);
    private ModelItem? _norm; // the last layer norm behind that item
    private bool _faulty;

    private int Outputs => data.Shape.Outputs;

    /// <summary>The network; null when an item is wrong by itself or where it stands, which is reported.</summary>
    public Network? Build()
    {
        bool read = false;
        ModelItem? above = null; // the last item that decides what a step's features are
        _norm = null;
        foreach (ModelItem item in items)
        {
            Check(item, read, above);
            read |= item == _readout;
            above = HasSize(item) ? item : above;
            _norm = item.Module == ModelKeys.LayerNorm ? item : HasSize(item) ? null : _norm;
        }

        CheckEnd(above);
        return _faulty || items.Any(item => item.Values is null) ? null : Describe();
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
        else if (read && item.Module == ModelKeys.VariationalDropout)
        {
            Report(DiagnosticDescriptors.NoSequence, item.Span, item.Module.Name, Text(_readout!.Line),
                "write 'dropout', which is the same of features, or move it above the readout");
        }
        else if (!read && _readout is not null && item.Module == ModelKeys.Softmax)
        {
            Report(DiagnosticDescriptors.NoFeatures, item.Span, Text(_readout.Line));
        }
        else if (item[ModelKeys.Readout] is { Canonical: ReadoutModule.FinalStates } word
            && (above is null || above.Module == ModelKeys.Linear || _norm is not null))
        {
            string instead = _norm is not null ? $"what 'layer_norm' on line {Text(_norm.Line)} puts out"
                : above is null ? "the data's own steps" : $"what 'linear' on line {Text(above.Line)} puts out";
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
            ReportScores(last, inputSize, $"add '- linear: {Text(Outputs)}' at the end");
        }
        else if (Width(above) is int width && width != Outputs)
        {
            string remedy = above == last && last.Module == ModelKeys.Linear ? $"write 'linear: {Text(Outputs)}', or add '- linear: {Text(Outputs)}' at the end"
                : $"add '- linear: {Text(Outputs)}' at the end";
            ReportScores(last, width, remedy);
        }
    }

    private void ReportScores(ModelItem last, int width, string remedy)
    {
        string answers = !data.Shape.HasTargets ? $"classes to score ({data.ShownClasses})" : Outputs == 1 ? "target to predict" : "targets to predict";
        Report(DiagnosticDescriptors.NotTheScores, last.Span, Text(width), Text(Outputs), remedy, data.Name, answers);
    }

    // Null where a value that decides it is wrong.
    private static int? Width(ModelItem item) =>
        item[ModelKeys.Linear] is { } outputs ? Integer(outputs)
        : item[KeyTable.HiddenSize] is { } hidden ? (item[KeyTable.Direction]!.Canonical == SpecWords.Bidirectional ? 2 : 1) * Integer(hidden)
        : null;

    private Network Describe() => items.Aggregate(DataNetwork.Of(data.Shape, inputSize), Add).Build();

    private static NetworkBuilder Add(NetworkBuilder network, ModelItem item) =>
        item.Module == ModelKeys.Dropout ? network.Dropout(Number(item[ModelKeys.Dropout]!))
        : item.Module == ModelKeys.VariationalDropout ? network.VariationalDropout(Number(item[ModelKeys.VariationalDropout]!))
        : item.Module == ModelKeys.Readout ? network.Readout(item[ModelKeys.Readout]!.Canonical)
        : item.Module == ModelKeys.Linear ? network.Linear(Integer(item[ModelKeys.Linear]!))
        : item.Module == ModelKeys.LayerNorm ? network.LayerNorm()
        : item.Module == ModelKeys.Relu ? network.Relu()
        : item.Module == ModelKeys.Tanh ? network.Tanh()
        : item.Module == ModelKeys.Softmax ? network.Softmax()
        : network.Recurrent(
            item.Module.Name,
            Integer(item[KeyTable.HiddenSize]!),
            Integer(item[KeyTable.Layers]!),
            item[KeyTable.Direction]!.Canonical == SpecWords.Bidirectional,
            Number(item[KeyTable.Dropout]!),
            item[KeyTable.Nonlinearity]?.Canonical ?? RecurrentModule.Tanh,
            item[KeyTable.Bias]!.Canonical == "true");

    private static double Number(KeyValue value) => NumberText.ToDouble(value.Canonical);

    private static int Integer(KeyValue value) => int.Parse(value.Canonical, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        _faulty = true;
        diagnostics.Report(descriptor, span, arguments);
    }
}
