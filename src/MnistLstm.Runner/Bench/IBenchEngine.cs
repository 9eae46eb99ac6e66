using MnistLstm.Runner.Engines;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Bench;

/// <summary>What is there to be measured. Knows no clock, but for whole epochs.</summary>
internal interface IBenchEngine
{
    /// <summary>The machine this runs on.</summary>
    Machine Machine { get; }

    /// <summary>Sets up multiply-adds in registers on so many threads.</summary>
    IBenchPeak Peak(int threads);

    /// <summary>Sets up a model and batches of a shape on so many threads.</summary>
    IBenchSubject Prepare(BenchShape shape, int threads);

    /// <summary>Times the first epoch of a run, after a warm-up, and a pass over its test set.</summary>
    EpochFigures Epoch(RunSpec spec, Dataset data, int threads, CancellationToken cancellation);
}
