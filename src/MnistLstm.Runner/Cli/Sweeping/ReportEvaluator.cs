using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Html;
using MnistLstm.Runner.Selection;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Sweeping;

/// <summary>Evaluates stored models on their test images for a page. Data that is missing is not fetched, and said once.</summary>
/// <param name="services">What commands work with.</param>
/// <param name="results">Folder of the results; null for the usual one.</param>
/// <param name="data">Folder of the data; null for the usual places.</param>
/// <param name="threads">Threads; they change no bit.</param>
internal sealed class ReportEvaluator(CommandServices services, string? results, string? data, int threads)
{
    private readonly Dictionary<string, (Dataset? Data, string? Fault)> _sets = new(StringComparer.Ordinal);

    /// <summary>What a run's stored model makes of the test images, or why that is not known here.</summary>
    public ReportEvaluation Of(RunSpec spec)
    {
        services.Cancellation.ThrowIfCancellationRequested();
        (Dataset? set, string? missing) = Load(spec.Data);
        if (set is null)
        {
            return ReportEvaluation.None(spec, missing!, $"dotnet run -- data fetch {spec.Dataset}");
        }

        try
        {
            using Trainer trainer = services.OpenTrained(spec, results, set, threads);
            SequenceSet images = DataPart.Of(spec, set, DataPart.Test)!;
            return spec.PredictsNumbers
                ? new ReportEvaluation(spec, null, images, null, null) { Numbers = NumberEvaluation.Of(trainer, images) }
                : new ReportEvaluation(spec, Evaluation.Of(trainer, images), images, null, null);
        }
        catch (CommandException error)
        {
            return ReportEvaluation.None(spec, error.Message + ".");
        }
    }

    private (Dataset? Data, string? Fault) Load(DatasetDefinition definition)
    {
        string name = definition.Name;
        if (!_sets.TryGetValue(name, out (Dataset? Data, string? Fault) known))
        {
            try
            {
                known = (services.LoadData(definition, new DataOptions { Places = services.DataPlaces(data), MayFetch = false }, services.Cancellation), null);
            }
            catch (DataException error)
            {
                services.Terminal.Note($"note: without {name} the page has no confusion matrix of its models: {error.Message}");
                known = (null, $"The data of {name} was missing where this page was made:");
            }

            _sets[name] = known;
        }

        return known;
    }
}
