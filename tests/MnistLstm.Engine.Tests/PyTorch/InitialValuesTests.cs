using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.PyTorch;

/// <summary>Initial values other than the modules' own, against torch.nn.init.</summary>
public sealed class InitialValuesTests
{
    public static IEnumerable<object[]> Models => InitialGolden.Models.Select(m => new object[] { m.Name });

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_parameter_begins_with_the_bits_of_torch_nn_init(string name)
    {
        InitialGolden.Model golden = InitialGolden.Models.Single(m => m.Name == name);
        using InitialModel model = new(golden);
        Assert.Equal(golden.Tensors.Select(tensor => tensor.Name), model.Parameters.Select(p => p.Name));
        foreach (InitialGolden.Tensor tensor in golden.Tensors)
        {
            Span<float> values = model.Parameters[tensor.Name].Values;
            if (tensor.Sha256 is not null)
            {
                Assert.True(tensor.Sha256 == GoldenFile.Sha256<float>(values), $"{name}: {tensor.Name} has other bits: {values[0]:R}, {values[1]:R} …");
                continue;
            }

            for (int i = 0; i < tensor.Places!.Length; i++)
            {
                Assert.Equal(tensor.Values![i], values[tensor.Places[i]], 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_generator_has_made_the_draws_of_torch_nn_init(string name)
    {
        InitialGolden.Model golden = InitialGolden.Models.Single(m => m.Name == name);
        using InitialModel model = new(golden);
        Assert.Equal(golden.NextInt64, model.Random.NextInt64());
    }

    [Theory]
    [InlineData(12, 5)]
    [InlineData(5, 12)]
    [InlineData(7, 7)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    public void An_orthogonal_weight_is_orthogonal_whichever_way_it_lies(int inputSize, int hiddenSize)
    {
        using InitialModel model = new(InitialGolden.Models[0] with { Cell = "rnn", InputSize = inputSize, HiddenSize = hiddenSize, WeightIh = "orthogonal" });
        float[] values = model.Parameters["rnn.weight_ih_l0"].Values.ToArray();
        bool turned = hiddenSize < inputSize;
        int vectors = Math.Min(inputSize, hiddenSize);
        int length = Math.Max(inputSize, hiddenSize);
        double At(int vector, int i) => turned ? values[(vector * inputSize) + i] : values[(i * inputSize) + vector];
        for (int a = 0; a < vectors; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, length).Sum(i => At(a, i) * At(b, i)), 1e-6);
            }
        }
    }

    private sealed class InitialModel : SequenceClassifier
    {
        public InitialModel(InitialGolden.Model golden)
            : base(steps: 2, golden.InputSize)
        {
            Add(golden.Cell, golden.Cell switch
            {
                "lstm" => new Lstm(golden.InputSize, golden.HiddenSize, golden.Layers, golden.Bidirectional),
                "gru" => new Gru(golden.InputSize, golden.HiddenSize, golden.Layers, golden.Bidirectional),
                _ => (Module)new Rnn(golden.InputSize, golden.HiddenSize, golden.Layers, golden.Bidirectional),
            });
            Add("last", new LastStep());
            Add("fc", new Linear(golden.HiddenSize * (golden.Bidirectional ? 2 : 1), 10));
            Initial = new InitialValues
            {
                WeightIh = Of(golden.WeightIh), WeightHh = Of(golden.WeightHh), Linear = Of(golden.Linear), Bias = Of(golden.Bias),
                ForgetBias = golden.Cell == "lstm" ? golden.ForgetBias : null,
            };
            Random = new Mt19937(golden.Seed);
            Initialize(Random);
        }

        public Mt19937 Random { get; }

        private static Initializer? Of(string function)
        {
            string[] parts = function.Split(' ');
            double? number = parts.Length > 1 ? double.Parse(parts[1], CultureInfo.InvariantCulture) : null;
            return parts[0] switch
            {
                "" => null,
                "xavier_uniform" => Initializer.XavierUniform(number ?? 1),
                "xavier_normal" => Initializer.XavierNormal(number ?? 1),
                "kaiming_uniform" => Initializer.KaimingUniform(),
                "kaiming_normal" => Initializer.KaimingNormal(),
                "normal" => Initializer.NormalOf(number ?? 1),
                "uniform" => number is { } bound ? Initializer.UniformWithin(bound) : Initializer.UniformFraction(),
                "orthogonal" => Initializer.Orthogonal(number ?? 1),
                "eye" => Initializer.Eye(),
                "zeros" => Initializer.Constant(0),
                "ones" => Initializer.Constant(1),
                _ => throw new InvalidDataException($"no initializer is known for '{function}'"),
            };
        }
    }
}
