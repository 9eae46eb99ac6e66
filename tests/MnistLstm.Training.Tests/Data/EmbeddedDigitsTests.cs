using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Tests.Data;

public sealed class EmbeddedDigitsTests
{
    private static readonly int[] s_perClass = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];

    private static Dataset Digits => DatasetLoader.Load("mnist-10k", new DataOptions { Places = new DataPlaces { Folders = [] } });

    [Fact]
    public void There_are_9003_digits_to_train_on_and_997_to_test_on()
    {
        Assert.Equal((9003, 997), (Digits.Train.Count, Digits.Test.Count));
        Assert.Equal(DatasetCatalog.Mnist10k.Fingerprint, Digits.Sha256);
    }

    [Fact]
    public void The_last_tenth_of_each_class_rounded_down_is_the_test_set()
    {
        Assert.Equal(s_perClass.Select(count => count / 10), CountClasses(Digits.Test));
        Assert.Equal(s_perClass.Select(count => count - count / 10), CountClasses(Digits.Train));
    }

    [Theory]
    [InlineData(DatasetSplit.Train)]
    [InlineData(DatasetSplit.Test)]
    public void The_classes_take_turns_and_one_that_has_no_more_is_skipped(DatasetSplit split)
    {
        int[] labels = (split == DatasetSplit.Train ? Digits.Train : Digits.Test).Labels;
        int[] counts = CountClasses(new SequenceSet(new byte[labels.Length * (28 * 28)], labels, 28, 28));
        IEnumerable<int> expected = Enumerable.Range(0, counts.Max())
            .SelectMany(k => Enumerable.Range(0, 10).Where(label => k < counts[label]));

        Assert.Equal(expected, labels);
    }

    [NeedsDatasetFact("mnist")]
    public void Every_digit_is_one_of_the_first_ten_thousand_training_digits_of_MNIST_and_each_is_there_once()
    {
        Dataset mnist = DatasetLoader.Load("mnist", new DataOptions { Places = NeedsDatasetFactAttribute.Places });

        Assert.Equal(Keys(mnist.Train.Take(10_000)).Order(), Keys(Digits.Train).Concat(Keys(Digits.Test)).Order());
    }

    [NeedsDatasetFact("mnist")]
    public void Within_a_class_the_digits_keep_the_order_of_MNIST_training_ones_first()
    {
        Dataset mnist = DatasetLoader.Load("mnist", new DataOptions { Places = NeedsDatasetFactAttribute.Places });
        string[] original = [.. Keys(mnist.Train.Take(10_000))];
        string[] ours = [.. Keys(Digits.Train), .. Keys(Digits.Test)];

        Assert.All(Enumerable.Range(0, 10), label =>
            Assert.Equal(OfClass(original, label), OfClass(ours, label)));
    }

    private static IEnumerable<string> OfClass(string[] keys, int label) =>
        keys.Where(key => key.StartsWith($"{label}:", StringComparison.Ordinal));

    /// <summary>Label and pixels as text, an image each.</summary>
    private static IEnumerable<string> Keys(SequenceSet images) =>
        Enumerable.Range(0, images.Count).Select(i =>
            $"{images.Labels[i]}:{Convert.ToHexString(images.Bytes.AsSpan(i * (28 * 28), (28 * 28)))}");

    private static int[] CountClasses(SequenceSet images) =>
        [.. Enumerable.Range(0, 10).Select(label => images.Labels.Count(found => found == label))];
}
