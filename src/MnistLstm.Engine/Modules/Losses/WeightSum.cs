namespace MnistLstm.Engine.Modules.Losses;

/// <summary>
/// The sum of a batch's class weights in the order that PyTorch's <c>nll_loss</c> adds them, so that it has the same bits: level 0 takes the samples one
/// by one; when a sample's number is a multiple of 16, level 0 goes into level 1 and begins anew, at multiples of 256 level 1 into level 2, and so on to
/// level 7. In the end the levels are added from 0 up.
/// </summary>
internal ref struct WeightSum
{
    private const int Levels = 8;
    private const int LevelBits = 4;
    private const int LevelMask = (1 << LevelBits) - 1;

    private Levels8 _partial;
    private int _count;

    /// <summary>The sum so far.</summary>
    public readonly float Total
    {
        get
        {
            float total = 0f;
            foreach (float partial in _partial)
            {
                total += partial;
            }

            return total;
        }
    }

    /// <summary>Adds a sample's weight.</summary>
    public void Add(float weight)
    {
        _partial[0] += weight;
        for (int level = 0; level + 1 < Levels && ((_count >> (level * LevelBits)) & LevelMask) == 0; level++)
        {
            _partial[level + 1] += _partial[level];
            _partial[level] = 0f;
        }

        _count++;
    }

    [System.Runtime.CompilerServices.InlineArray(Levels)]
    private struct Levels8
    {
        private float _first;
    }
}
