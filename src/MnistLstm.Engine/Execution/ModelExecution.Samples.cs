using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Execution;

/// <content>A thread's samples on their way through the model and back.</content>
public sealed unsafe partial class ModelExecution
{
    private const int SequencesTogether = 8;

    private void Samples(in Pass pass, int from, int to)
    {
        List<(string Name, Module Module)> modules = Modules;
        ReadSequences(pass, from, to);
        for (int m = 0; m < modules.Count; m++)
        {
            modules[m].Module.Forward(pass, from, to);
        }

        for (int b = from; b < to; b++)
        {
            _judge.Sample(pass, b, _source!, Sequence(b));
        }

        if (_last >= StepPhase.Backward)
        {
            for (int m = modules.Count - 1; m >= 0; m--)
            {
                modules[m].Module.Backward(pass, from, to);
            }
        }
    }

    // Some sequences at a time, step by step as they are laid down. Shuffled, they may lie anywhere, and memory takes longer to answer than a
    // sequence takes to be read: so it is asked for the next ones first.
    private void ReadSequences(in Pass pass, int from, int to)
    {
        SequenceSource source = _source!;
        FeatureBuffer input = _model.Input;
        for (int first = from; first < to; first += SequencesTogether)
        {
            int last = Math.Min(first + SequencesTogether, to);
            for (int b = last; b < Math.Min(last + SequencesTogether, to); b++)
            {
                source.Prefetch(Sequence(b));
            }

            for (int t = 0; t < input.Steps; t++)
            {
                for (int b = first; b < last; b++)
                {
                    source.CopyStep(Sequence(b), t, new Span<float>(input.Row(t, b, pass.Batch), input.Features));
                }
            }
        }
    }

    private int Sequence(int sample) => _order == null ? _start + sample : _order[_start + sample];
}
