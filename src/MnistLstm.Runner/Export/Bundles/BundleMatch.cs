using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>Finds the run of this program that a bundle is of: by its fingerprint, which takes in spec, data and engine and not the name.</summary>
/// <param name="catalog">All runs that were built in.</param>
/// <param name="sets">All data sets: the program's own, and those of manifests that were built in.</param>
/// <param name="data">What data sets are; none is read.</param>
/// <param name="engine">The exact engine.</param>
internal sealed class BundleMatch(IReadOnlyList<RunSpec> catalog, IReadOnlyList<DatasetDefinition> sets, IDatasetSource data, RunEngine engine)
{
    /// <summary>The run; null when this program has none, of which <see cref="WhyNot"/> says more.</summary>
    /// <exception cref="BundleException">There is one, but the bundle contradicts itself, or hand-written C# is missing here.</exception>
    public RunSpec? Find(Bundle bundle)
    {
        BundleManifest manifest = bundle.Manifest;
        RunSpec[] runs = [.. catalog.Where(spec => FingerprintOf(spec) == manifest.Fingerprint)];
        if ((Array.Find(runs, spec => spec.Name == manifest.Name) ?? runs.FirstOrDefault()) is not { } run)
        {
            return null;
        }

        RunSpec said = run with { Settings =
            [.. manifest.Spec.Select(pair => new Setting(pair.Key, pair.Value, run.Settings.FirstOrDefault(s => s.Key == pair.Key)?.Default, null))] };
        if (manifest.Spec.All(pair => pair.Key is not (SpecKeys.Epochs or SpecKeys.Steps)) || FingerprintOf(said) != manifest.Fingerprint
            || !run.IsWhole(bundle.Epochs))
        {
            throw new BundleException(
                $"'{bundle.File}' contradicts itself: its fingerprint {manifest.Fingerprint} is that of {run.Name}, its values or its {bundle.Epochs.Count} "
                    + $"epochs are not");
        }

        string? other = manifest.Seed != run.Seed ? $"seed {manifest.Seed}, and it has {run.Seed}"
            : manifest.Parameters != run.Parameters ? $"{manifest.Parameters} parameters, and it has {run.Parameters}"
            : manifest.Dataset.Name != run.Dataset ? $"the data set {manifest.Dataset.Name}, and it is over {run.Dataset}"
            : manifest.Dataset.Sha256 != data.Identify(run.Data).Sha256 ? $"other data than {run.Dataset} by their SHA-256"
            : null;
        if (other is not null)
        {
            throw new BundleException(
                FormattableString.Invariant($"'{bundle.File}' contradicts itself: its fingerprint {manifest.Fingerprint} is that of {run.Name}, and it names ")
                    + other);
        }

        return run.Hooks?.Sha256 == manifest.Hooks?.Sha256 ? run : throw new BundleException(manifest.Hooks is { } hooks
            ? $"{manifest.Name} has hand-written C# in {string.Join(", ", hooks.Files)}, which is not what is here, and a bundle never carries code; get the "
                + $"files from whoever made it, build, and verify again"
            : $"{run.Name} has hand-written C# here ({string.Join(", ", run.Hooks!.Files)}), and the bundle's run has none; move it away, build, and "
                + $"verify again");
    }

    /// <summary>Why no run of this program is the bundle's, and what to do about it.</summary>
    public BundleObstacle WhyNot(Bundle bundle)
    {
        BundleManifest manifest = bundle.Manifest;
        if (manifest.Engine != engine.Version)
        {
            return new($"it was trained by {manifest.Engine}, and this program has {engine.Version}; versions are meant to differ in their bits",
                $"get a version of this program with {manifest.Engine}", AddHelps: false);
        }

        if (OtherData(manifest) is { } other)
        {
            return other;
        }

        string again = $"dotnet run -- verify {ShellText.Quote(bundle.File)}";
        RunSpec? same = catalog.FirstOrDefault(spec => spec.Name == manifest.Name);
        string reason = same is null ? "this program has no run with its values"
            : $"{same.Name} is another run "
                + $"here: {string.Join(", ", SpecChange.Between(manifest.Spec, same).Select(change => change.ToString()).DefaultIfEmpty("of other values"))}";
        return catalog.FirstOrDefault(spec => spec.SpecSha256 == SpecHash.Of(bundle.SpecText)) is { } built
            ? new(reason,
                $"its spec is built in already ({built.SpecPath}) and gives no such run: the bundle contradicts itself, or its maker's program reads specs "
                    + $"in another way", AddHelps: false)
            : new(reason, $"add its spec, which is data and no code, then build and verify: {again} --add && {again}", AddHelps: true);
    }

    private string FingerprintOf(RunSpec spec) => Fingerprint.Of(spec, data.Identify(spec.Data), engine.Version);

    private BundleObstacle? OtherData(BundleManifest manifest)
    {
        string name = manifest.Dataset.Name;
        if ((catalog.FirstOrDefault(spec => spec.Dataset == name)?.Data ?? sets.FirstOrDefault(set => set.Name == name)) is not { } known)
        {
            return new($"this program knows no data set {name}",
                $"bring its manifest datasets/{name}.yaml and the files it names, or the version of this program that has it, and build", AddHelps: false);
        }

        string here = data.Identify(known).Sha256;
        return here == manifest.Dataset.Sha256 ? null
            : new($"its data set {name} is another one here (SHA-256 {Short(manifest.Dataset.Sha256)} there, {Short(here)} here)",
                "get the same data, or the version of this program that has it", AddHelps: false);
    }

    private static string Short(string hash) => hash.Length > Fingerprint.Digits ? hash[..Fingerprint.Digits] + "…" : hash;
}
