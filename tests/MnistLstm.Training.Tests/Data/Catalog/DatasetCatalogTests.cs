using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Tests.Data.Catalog;

public sealed class DatasetCatalogTests
{
    [Fact]
    public void There_are_three_data_sets() =>
        Assert.Equal(["mnist", "fashion-mnist", "mnist-10k"], DatasetCatalog.All.Select(set => set.Name));

    [Theory]
    [InlineData("mnist", 60_000, 10_000)]
    [InlineData("fashion-mnist", 60_000, 10_000)]
    [InlineData("mnist-10k", 9_003, 997)]
    public void Counts_are_known_beforehand(string name, int train, int test)
    {
        DatasetDefinition set = DatasetCatalog.Get(name);

        Assert.Equal((train, test), (set.TrainCount, set.TestCount));
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("fashion-mnist")]
    public void Names_and_sizes_of_the_published_files_are_the_classic_ones(string name)
    {
        (string, long)[] expected =
        [
            ("train-images-idx3-ubyte", 47_040_016),
            ("train-labels-idx1-ubyte", 60_008),
            ("t10k-images-idx3-ubyte", 7_840_016),
            ("t10k-labels-idx1-ubyte", 10_008),
        ];
        Assert.Equal(expected, DatasetCatalog.Get(name).Files.Select(file => (file.Name, file.ByteCount)));
    }

    [Theory]
    [InlineData("mnist", "ac89dbc26b7b0b5f68ff586bc0579a0c16e78b3436b0c71ccdd0169cbebf9ff7")]
    [InlineData("fashion-mnist", "7b0688d0999122d67a4eb2b95499a3bf7c5afbfaef15b7295b9f619d9e48a0bc")]
    [InlineData("mnist-10k", "2131d075e3694fc546e9fb319f055cf50024936cfd4346474646da74fb2d309d")]
    public void A_fingerprint_never_changes(string name, string fingerprint) =>
        Assert.Equal(fingerprint, DatasetCatalog.Get(name).Fingerprint);

    [Fact]
    public void The_documents_give_every_file_s_size_and_hash()
    {
        string[] documented = File.ReadAllLines(Path.Combine(NeedsDatasetFactAttribute.RepositoryRoot()!, "docs", "data.md"));

        Assert.All(
            DatasetCatalog.All.SelectMany(set => set.Files, (set, file) => $"| {set.Name} | {file.Name} | {file.ByteCount} | {file.Sha256} |"),
            row => Assert.Contains(row, documented));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => DatasetCatalog.Get("cifar"));

        Assert.Contains("unknown data set 'cifar'; there are mnist, fashion-mnist, mnist-10k", error.Message, StringComparison.Ordinal);
        Assert.Null(DatasetCatalog.Find("cifar"));
    }

    [Fact]
    public void Every_set_says_what_it_is_where_it_is_from_and_its_terms() =>
        Assert.All(DatasetCatalog.All, set => Assert.DoesNotContain("", new[] { set.Description, set.Origin, set.Licence }));

    [Fact]
    public void Every_set_is_embedded_or_has_mirrors_that_end_in_a_slash() =>
        Assert.All(DatasetCatalog.All, set =>
        {
            Assert.Equal(set.IsEmbedded, set.Mirrors.Count == 0);
            Assert.All(set.Mirrors, mirror => Assert.EndsWith("/", mirror.AbsoluteUri, StringComparison.Ordinal));
        });

    [Fact]
    public void Every_mirror_without_HTTPS_comes_after_one_with_it() =>
        Assert.All(DatasetCatalog.All.Where(set => !set.IsEmbedded), set =>
        {
            string[] schemes = [.. set.Mirrors.Select(mirror => mirror.Scheme)];
            Assert.Equal("https", schemes[0]);
            Assert.Equal(schemes.OrderDescending(StringComparer.Ordinal), schemes);
        });

    [Fact]
    public void A_file_in_anothers_place_is_refused()
    {
        DatasetDefinition tiny = new TinySet().Definition;

        var error = Assert.Throws<ArgumentException>(
            () => new DatasetDefinition("x", tiny.Classes, tiny.TrainLabels, tiny.TrainInputs, tiny.TestInputs, tiny.TestLabels));

        Assert.Contains("expected the Train Inputs file, got the Train Labels file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_with_fewer_labels_than_images_is_refused()
    {
        DatasetDefinition tiny = new TinySet().Definition;

        Assert.Throws<ArgumentException>(
            () => new DatasetDefinition("x", tiny.Classes, tiny.TrainInputs, tiny.TrainLabels with { Count = 11 }, tiny.TestInputs, tiny.TestLabels));
    }
}
