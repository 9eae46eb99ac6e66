using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>A data set that is written over another: whole, or not at all, by one process at a time.</summary>
public sealed class DatasetStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mnist-lstm-store-").FullName;

    private string Lock => DatasetStore.LockFile(new RepositoryLayout(_root), "har");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [LinuxFact]
    public void A_set_that_cannot_be_written_leaves_the_old_one_whole()
    {
        Write(1);
        Dictionary<string, string> before = Files();

        // The kernel's own folder takes no file, whoever asks.
        string last = Path.Combine(_root, "data", "har", "test_labels.npy");
        string moved = Path.Combine(_root, "moved.npy");
        File.Move(last, moved);
        File.CreateSymbolicLink(last, "/proc/version");
        Assert.IsNotType<OutputFileException>(Assert.ThrowsAny<IOException>(() => Write(2)));
        File.Delete(last);
        File.Move(moved, last);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task A_set_that_another_process_writes_is_waited_for()
    {
        Write(1);
        Dictionary<string, string> before = Files();
        using ManualResetEventSlim waits = new();
        Task writing;
        using (OwnedLock.TryAcquire(Lock, out _))
        {
            writing = Task.Run(() => Write(2, waits.Set));
            waits.Wait();
            Assert.Equal(before, Files());
        }

        await writing;
        Assert.NotEqual(before, Files());
    }

    [Fact]
    public async Task Of_several_that_write_a_set_at_once_one_writes_it_whole()
    {
        await Task.WhenAll(Enumerable.Range(1, 4).Select(set => Task.Run(() => Write(set))));
        Dictionary<string, string> written = Files();
        Assert.Contains(Enumerable.Range(1, 4), set =>
        {
            Write(set);
            return Files().All(file => written[file.Key] == file.Value);
        });
    }

    [Fact]
    public async Task Of_several_that_write_a_new_set_at_once_one_does_and_the_others_are_refused()
    {
        string[] ends = await Task.WhenAll(Enumerable.Range(1, 3).Select(set => Task.Run(() =>
        {
            try
            {
                Write(set, replace: false);
                return "written";
            }
            catch (OutputFileException error)
            {
                return error.IsThere ? "is there" : error.Message;
            }
        })));
        Assert.Equal(["is there", "is there", "written"], ends.Order());
    }

    private void Write(int set, Action? waiting = null, bool replace = true)
    {
        RawPart part = new("x", new RawValues([.. Enumerable.Range(0, 2000).Select(i => (float)i * set)]), 10, 1, [.. Labels(set, 200)]);
        DatasetImport import = DatasetImport.Of("har", [part], null, null, 0.5, 0);
        DatasetDefinition definition = import.Definition();
        DatasetStore store = new(Path.Combine(_root, "datasets", "har.yaml"), Path.Combine(_root, "data", "har"), definition, replace);
        store.Write(import, Lock, _ => waiting?.Invoke(), CancellationToken.None);
    }

    private static IEnumerable<string> Labels(int set, int count) => Enumerable.Range(0, count).Select(i => i % (set + 1) == 0 ? "no" : "yes");

    // By its path what a file holds, of all below data and datasets.
    private Dictionary<string, string> Files() => new[] { "data", "datasets" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(_root, folder), "*", SearchOption.AllDirectories))
        .ToDictionary(path => Path.GetRelativePath(_root, path), path => Convert.ToHexString(File.ReadAllBytes(path)));
}
