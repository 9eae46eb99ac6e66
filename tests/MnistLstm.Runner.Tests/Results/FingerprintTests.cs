using MnistLstm.Runner.Results;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Results;

public class FingerprintTests
{
    private static readonly DatasetIdentity s_data = new(new string('d', 64), 60_000, 10_000);

    [Fact]
    public void The_hashed_text_names_required_keys_and_what_differs_from_the_default_in_ordinal_order() =>
        Assert.Equal(
            $"batch_size=50\ndirection=bidirectional\nepochs=4\nhidden_size=32\nlearning_rate=0.01\ndataset_sha256={s_data.Sha256}\nengine_version=exact/1\n",
            Fingerprint.CanonicalText(Make(("direction", "bidirectional")), s_data));

    [Theory]
    [InlineData("adagrad", "1E-10", true)]
    [InlineData("adagrad", "1E-08", false)]
    [InlineData("adam", "1E-08", true)]
    public void An_eps_that_is_the_optimizer_s_own_is_none(string optimizer, string eps, bool same) => Assert.Equal(
        same, Fingerprint.Of(Make(("optimizer", optimizer)), s_data) == Fingerprint.Of(Make(("optimizer", optimizer), ("eps", eps)), s_data));

    [Fact]
    public void A_fingerprint_is_sixteen_hex_digits_and_stays_what_it_is() => Assert.Equal("dc5b7ff7034248be", Fingerprint.Of(Make(), s_data));

    [Fact]
    public void A_key_that_comes_later_with_a_default_changes_nothing()
    {
        RunSpec later = Make() with { Settings = [.. Make().Settings, new Setting("clip_gradient", "none", "none", null)] };
        Assert.Equal(Fingerprint.Of(Make(), s_data), Fingerprint.Of(later, s_data));
    }

    [Theory]
    [InlineData("train_samples", "60000")]
    [InlineData("test_samples", "10000")]
    public void A_count_of_all_samples_is_the_same_run_as_none(string key, string count) =>
        Assert.Equal(Fingerprint.Of(Make(), s_data), Fingerprint.Of(Make((key, count)), s_data));

    [Theory]
    [InlineData("4", true)]
    [InlineData("3", false)]
    public void A_t_max_of_all_epochs_is_the_same_run_as_none(string tMax, bool same)
    {
        RunSpec given = Make() with { Settings = [.. Make().Settings.Where(s => s.Key != SpecKeys.TMax), new Setting("t_max", tMax, "epochs", 3)] };
        Assert.Equal(same, Fingerprint.Of(Make(), s_data) == Fingerprint.Of(given, s_data));
    }

    [Theory]
    [InlineData("learning_rate", "0.02")]
    [InlineData("seed", "1")]
    [InlineData("train_samples", "10000")]
    [InlineData("test_samples", "9999")]
    public void A_value_that_affects_the_result_changes_it(string key, string value) =>
        Assert.NotEqual(Fingerprint.Of(Make(), s_data), Fingerprint.Of(Make((key, value)), s_data));

    [Fact]
    public void Other_data_changes_it() =>
        Assert.NotEqual(Fingerprint.Of(Make(), s_data), Fingerprint.Of(Make(), s_data with { Sha256 = new string('e', 64) }));

    [Fact]
    public void Description_reference_and_name_do_not() => Assert.Equal(
        Fingerprint.Of(Make(), s_data),
        Fingerprint.Of(Make() with { Name = "other", Description = "words", Reference = new PublishedReference("s", 0.9, [], [], [], []) }, s_data));

    private static RunSpec Make(params (string Key, string Value)[] settings) => FakeSpecs.Make("demo", "demo", 4, "", settings);
}
