using MnistLstm.Engine.Modules.Features;
using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Engines;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Bench;

/// <summary>A machine of known speed and its clock, which goes on only while something is run.</summary>
internal sealed class FakeBench : TimeProvider, IBenchEngine
{
    private long _microseconds;

    public override long TimestampFrequency => 1_000_000;

    public Machine Machine { get; } = new("A Processor", 4, "AVX2", "x64", "A System 1", ".NET 10.0.0");

    /// <summary>Microseconds of the passes on one thread; two threads take half of it.</summary>
    public Dictionary<BenchPass, int> Microseconds { get; } = new()
    {
        [BenchPass.Forward] = 2_000,
        [BenchPass.ThroughBackward] = 3_000,
        [BenchPass.ThroughWeightGradient] = 5_000,
        [BenchPass.Step] = 5_200,
        [BenchPass.Evaluation] = 4_000,
    };

    /// <summary>Asked before every pass; extra microseconds, as another program would cost.</summary>
    public Func<BenchPass, int> Disturbance { get; set; } = _ => 0;

    /// <summary>Called at every pass.</summary>
    public Action DuringPass { get; set; } = () => { };

    /// <summary>What a round of the peak takes.</summary>
    public int PeakMicroseconds { get; set; } = 1;

    /// <summary>What was set up, in this order.</summary>
    public List<(BenchShape Shape, int Threads)> Prepared { get; } = [];

    /// <summary>The runs timed, with the images given.</summary>
    public List<(string Name, int Images, int Threads)> Epochs { get; } = [];

    /// <summary>What was set up and not freed.</summary>
    public int Open { get; private set; }

    public override long GetTimestamp() => _microseconds;

    public IBenchPeak Peak(int threads)
    {
        Open++;
        return new FakePeak(this, threads);
    }

    public IBenchSubject Prepare(BenchShape shape, int threads)
    {
        Open++;
        Prepared.Add((shape, threads));
        return new FakeSubject(this, threads);
    }

    public EpochFigures Epoch(RunSpec spec, Dataset data, int threads, CancellationToken cancellation)
    {
        Epochs.Add((spec.Name, data.Train.Count, threads));
        return new EpochFigures(spec, "exact/1", threads, data.Train.Count, 4.0 / threads, data.Test.Count, 1.0 / threads, 1.25, 0.5);
    }

    /// <summary>Lets time pass.</summary>
    public void Pass(int microseconds) => _microseconds += microseconds;

    /// <summary>A microsecond a round, unless told otherwise, on any number of threads; 400,000 operations a thread, so 400 GFLOP/s.</summary>
    private sealed class FakePeak(FakeBench bench, int threads) : IBenchPeak
    {
        public long FlopsPerRound => 400_000L * threads;

        public void Run(long rounds) => bench._microseconds += rounds * bench.PeakMicroseconds;

        public void Dispose() => bench.Open--;
    }

    private sealed class FakeSubject(FakeBench bench, int threads) : IBenchSubject
    {
        public int EvaluationBatch => 256;

        public IReadOnlyList<BenchPass> Passes { get; } = Enum.GetValues<BenchPass>();

        public void Run(BenchPass pass)
        {
            bench.DuringPass();
            bench._microseconds += (bench.Microseconds[pass] / threads) + bench.Disturbance(pass);
        }

        public void Dispose() => bench.Open--;
    }
}
