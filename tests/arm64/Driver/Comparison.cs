using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Engine;
using MnistLstm.Engine.Modules;

/// <summary>Two recordings held against each other, bit by bit.</summary>
internal sealed class Comparison
{
    private const int Shown = 20;

    private Training? _training;
    private int _steps;
    private byte[] _weights = [];

    /// <summary>Values that differ, and records that are missing or out of place.</summary>
    public int Different { get; private set; }

    /// <summary>Values held against each other.</summary>
    public long Compared { get; private set; }

    /// <summary>Values held against each other that are subnormal: a processor that flushes them would show here.</summary>
    public long Subnormal { get; private set; }

    /// <summary>Compares; prints one line a training and the first differences.</summary>
    public void Run(string expectedPath, string actualPath)
    {
        using IEnumerator<(int Step, int Tensor, float[] Values)> actual = Recording.Read(actualPath).GetEnumerator();
        int next = 0;
        foreach ((int step, int tensor, float[] expected) in Recording.Read(expectedPath))
        {
            if (!actual.MoveNext() || actual.Current.Step != step || actual.Current.Tensor != tensor || actual.Current.Values.Length != expected.Length)
            {
                Different++;
                Console.WriteLine($"{_training}, step {step}: {actualPath} ends here or holds another record");
                return;
            }

            if (step == 0)
            {
                PrintTraining();
                _training = Training.Number(next++);
                _steps = 0;
                continue;
            }

            Compare(step, (Tensor)tensor, expected, actual.Current.Values);
        }

        PrintTraining();
        if (next != Training.Count || actual.MoveNext())
        {
            Different++;
            Console.WriteLine($"{expectedPath} holds {next} trainings of {Training.Count}, or {actualPath} more than it");
        }
    }

    private void Compare(int step, Tensor tensor, float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            uint wanted = BitConverter.SingleToUInt32Bits(expected[i]);
            uint got = BitConverter.SingleToUInt32Bits(actual[i]);
            Subnormal += float.IsSubnormal(expected[i]) ? 1 : 0;
            if (!float.IsFinite(expected[i]))
            {
                throw new InvalidDataException(
                    $"{_training}, step {step}, {Place(tensor, i)}: {expected[i]} on x64; a proof needs finite values, so make the weights less steep");
            }

            if (wanted != got && ++Different <= Shown)
            {
                Console.WriteLine($"{_training}, step {step}, {Place(tensor, i)}: x64 0x{wanted:x8} ({expected[i]:R}), Arm64 0x{got:x8} ({actual[i]:R})");
            }
        }

        Compared += expected.Length;
        _steps = step;
        _weights = tensor == Tensor.Weights ? SHA256.HashData(MemoryMarshal.AsBytes(actual.AsSpan())) : _weights;
    }

    private void PrintTraining()
    {
        if (_training != null && Different == 0)
        {
            Console.WriteLine($"equal: {_training}: {_steps} steps, weights {Convert.ToHexStringLower(_weights)[..16]}");
        }
    }

    private string Place(Tensor tensor, int index)
    {
        if (tensor == Tensor.Losses)
        {
            return $"losses[{index}]";
        }

        using SequenceClassifier model = _training!.Shape.Build();
        int first = 0;
        foreach (Parameter parameter in model.Parameters)
        {
            if (index < first + parameter.Count)
            {
                return $"{tensor} of {parameter}, element {index - first}";
            }

            first += parameter.Count;
        }

        return $"{tensor}[{index}]";
    }
}
