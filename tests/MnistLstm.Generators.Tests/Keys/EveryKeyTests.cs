using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Tests.Keys;

/// <summary>A key that affects results must do so: one that stands in the table alone would be a promise that nothing keeps.</summary>
public class EveryKeyTests
{
    /// <summary>Every setting with its values that are not the default.</summary>
    public static TheoryData<string, string> Variations
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (KeyVariation variation in KeyVariation.All())
            {
                data.Add(variation.Key.Name, variation.Value);
            }

            return data;
        }
    }

    [Fact]
    public void Every_setting_has_a_value_that_is_not_its_default() =>
        Assert.Empty(KeyTable.Settings.Except(KeyVariation.All().Select(variation => variation.Key)).Select(key => key.Name));

    [Theory]
    [MemberData(nameof(Variations))]
    public void A_value_that_is_not_the_default_changes_the_emitted_code_or_the_data(string key, string value)
    {
        KeyVariation variation = Find(key, value);
        (EmittedEffect without, EmittedEffect with) = (EmittedEffect.Of(variation.Without), EmittedEffect.Of(variation.With));
        Assert.NotEqual((without.Code, without.Dataset), (with.Code, with.Dataset));
    }

    [Theory]
    [MemberData(nameof(Variations))]
    public void The_TorchSharp_module_and_its_trainer_follow(string key, string value)
    {
        KeyVariation variation = Find(key, value);
        (EmittedEffect without, EmittedEffect with) = (EmittedEffect.Of(variation.Without), EmittedEffect.Of(variation.With));
        Assert.NotEqual((without.TorchCode, without.Dataset), (with.TorchCode, with.Dataset));
    }

    private static KeyVariation Find(string key, string value) => KeyVariation.All().Single(variation => variation.Key.Name == key && variation.Value == value);
}
