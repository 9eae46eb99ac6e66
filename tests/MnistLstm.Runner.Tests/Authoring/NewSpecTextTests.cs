using MnistLstm.Runner.Authoring;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Authoring;

public class NewSpecTextTests
{
    [Fact]
    public void A_copy_of_a_model_does_not_offer_the_keys_that_cannot_stand_beside_it()
    {
        string text = NewSpecText.Copy("new", "old", "model:\n  - readout: mean\n  - linear: 10\nepochs: 2\n");

        Assert.All(SpecKeys.Network, key => Assert.DoesNotContain($"#{key}:", text));
        Assert.Contains("#optimizer: adam", text);
    }

    [Fact]
    public void A_run_of_a_family_of_a_model_says_the_model()
    {
        const string Model = "[rnn: {hidden_size: 3}, readout: mean, linear: 10]";
        RunSpec flat = FakeSpecs.Make("f[seed=1]", "f", 2, "");
        RunSpec run = flat with { Settings = [.. flat.Settings.Where(s => !SpecKeys.Network.Contains(s.Key)), new Setting("model", Model, null, 2)] };

        string text = NewSpecText.OfRun("new", run);

        Assert.Contains($"\nmodel: {Model} # ", text);
        Assert.All(SpecKeys.Network, key => Assert.DoesNotContain($"#{key}:", text));
    }
}
