using System.Text;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Export.Bundles;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Export.Bundles;

/// <summary>A small run that was really trained and stored, in a repository of its own, and its bundle.</summary>
internal sealed class BundleCase : IDisposable
{
    public const string SpecText = "# a spec\nhidden_size: 4\n";

    private readonly TestRepository _repository = new();

    public BundleCase(RunSpec? spec = null)
    {
        Spec = (spec ?? TinyRun.Spec()) with { SpecSha256 = SpecHash.Of(SpecText) };
        string file = _repository.PathOf(Spec.SpecPath);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, SpecText);
        Train();
        Content = BundleWriter.Write(Spec, Data, Stored(), SpecText);
    }

    public RunSpec Spec { get; }

    /// <summary>The bundle's bytes.</summary>
    public byte[] Content { get; }

    /// <summary>What the catalog says of the data; the run is trained on a few images in its place.</summary>
    public DatasetIdentity Data { get; } = new RunDataSource().Identify(DatasetCatalog.Mnist10k);

    /// <summary>Trains the run, again if need be.</summary>
    public void Train(int threads = 1)
    {
        TinySource data = new(Data);
        RunExecutor executor = new(_repository.Store, _repository.Snapshots, data, null, ExactEngine.Instance.Start);
        RunResult result = executor.Execute(Spec, new RunOptions { Threads = threads, Force = true, Check = false });
        Assert.Equal((RunStatus.Completed, null), (result.Status, result.Error));
    }

    public StoredRun Stored() => _repository.Store.FindWhole(Spec, Fingerprint.Of(Spec, Data), out _)!;

    /// <summary>Puts bytes into a file, whose path it gives.</summary>
    public string Put(byte[] content, string name = "run.zip")
    {
        string path = _repository.PathOf(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The bundle, read back.</summary>
    public Bundle Read(byte[]? content = null) => BundleReader.Read(Put(content ?? Content));

    /// <summary>A zip file like the bundle, its files changed.</summary>
    public byte[] With(Action<Dictionary<string, byte[]>> change) => ZipFiles.Change(Content, change);

    /// <summary>The same with the hashes in bundle.json set right, as one who forges it would.</summary>
    public byte[] Forged(Action<Dictionary<string, byte[]>> change) => With(files =>
    {
        Dictionary<string, byte[]> before = files.ToDictionary(file => file.Key, file => file.Value.ToArray());
        change(files);
        string manifest = Encoding.UTF8.GetString(files[BundleFiles.Manifest]);
        foreach ((string name, byte[] content) in before.Where(file => file.Key != BundleFiles.Manifest))
        {
            manifest = manifest.Replace(ZipFiles.Hash(content), ZipFiles.Hash(files[name]), StringComparison.Ordinal)
                .Replace($"\"bytes\": {content.Length},\n      \"sha256\": \"{ZipFiles.Hash(files[name])}",
                $"\"bytes\": {files[name].Length},\n      \"sha256\": \"{ZipFiles.Hash(files[name])}", StringComparison.Ordinal);
        }

        files[BundleFiles.Manifest] = Encoding.UTF8.GetBytes(manifest);
    });

    public void Dispose() => _repository.Dispose();

    /// <summary>A few images under the identity of a data set that programs know.</summary>
    private sealed class TinySource(DatasetIdentity identity) : IDatasetSource
    {
        public DatasetIdentity Identify(DatasetDefinition set) => identity;

        public Dataset Load(DatasetDefinition set, CancellationToken cancellation) =>
            TinyRun.Data() is var data ? new Dataset(data.Name, data.Train, data.Test, identity.Sha256) : throw new InvalidOperationException();
    }
}
