using MnistLstm.Runner.Bench;

namespace MnistLstm.Runner.Tests.Bench;

public sealed class BenchClockTests
{
    private static readonly BenchShape s_shape = new(100, 128);
    private readonly FakeBench _bench = new();

    [Fact]
    public void A_phase_is_what_its_pass_takes_beyond_the_shorter_one()
    {
        ShapeFigures figures = Measure();
        Assert.Equal([2, 1, 2, 0.2, 5.2, 4], figures.Phases.Select(phase => Math.Round(phase.Figures.MedianSeconds * 1e3, 9)));
        Assert.Equal([2, 1, 2, 0.2, 5.2, 4], figures.Phases.Select(phase => Math.Round(phase.Figures.MinSeconds * 1e3, 9)));
    }

    [Fact]
    public void A_disturbance_of_few_samples_leaves_median_and_minimum_alone()
    {
        int passes = 0;
        _bench.Disturbance = _ => ++passes % 11 == 0 ? 50_000 : 0;
        ShapeFigures figures = Measure();
        Assert.Equal([2, 1, 2, 0.2, 5.2, 4], figures.Phases.Select(phase => Math.Round(phase.Figures.MedianSeconds * 1e3, 9)));
    }

    [Fact]
    public void A_machine_that_gets_slower_for_a_while_leaves_the_differences_alone()
    {
        int passes = 0;
        _bench.Disturbance = _ => passes++ / 10 % 3 == 0 ? 700 : 0;
        ShapeFigures figures = Measure();
        Assert.Equal(1, figures.Backward.MedianSeconds * 1e3, 9);
        Assert.Equal(0.2, figures.Optimizer.MedianSeconds * 1e3, 9);
    }

    [Fact]
    public void Short_passes_are_repeated_within_a_sample()
    {
        foreach (BenchPass pass in Enum.GetValues<BenchPass>())
        {
            _bench.Microseconds[pass] /= 100;
        }

        ShapeFigures figures = Measure();
        Assert.Equal(100, figures.Repetitions);
        Assert.Equal(0.02, figures.Forward.MedianSeconds * 1e3, 9);
    }

    [Fact]
    public void Slow_shapes_get_the_least_number_of_rounds_and_quick_ones_the_most()
    {
        Assert.Equal(36, Measure().Rounds);
        _bench.Microseconds[BenchPass.Step] = 3_000_000;
        Assert.Equal(BenchTiming.LeastRounds, Measure().Rounds);
        foreach (BenchPass pass in Enum.GetValues<BenchPass>())
        {
            _bench.Microseconds[pass] = 500;
        }

        Assert.Equal(BenchTiming.MostRounds, Measure().Rounds);
    }

    [Fact]
    public void A_phase_lost_in_noise_has_no_rate()
    {
        _bench.Microseconds[BenchPass.ThroughBackward] = 1_900;
        ShapeFigures figures = Measure();
        Assert.Equal(-0.1, figures.Backward.MedianSeconds * 1e3, 9);
        Assert.Null(figures.Backward.FlopsPerSecond);
        Assert.Null(figures.Backward.SamplesPerSecond);
        Assert.Null(figures.ShareOfPeak(figures.Backward));
    }

    [Fact]
    public void Rates_are_useful_operations_and_samples_over_the_median()
    {
        ShapeFigures figures = Measure();
        Assert.Equal(100 * s_shape.Flops.Step / 0.0052, figures.Step.FlopsPerSecond!.Value, 1);
        Assert.Equal(100 / 0.0052, figures.Step.SamplesPerSecond!.Value, 6);
        Assert.Equal(256 * s_shape.Flops.Forward / 0.004, figures.Evaluation.FlopsPerSecond!.Value, 1);
        Assert.Null(figures.Optimizer.FlopsPerSecond);
        Assert.Equal(figures.Step.FlopsPerSecond!.Value / 400e9, figures.ShareOfPeak(figures.Step)!.Value, 9);
    }

    [Fact]
    public void Shares_are_of_the_peak_that_the_machine_had_meanwhile()
    {
        _bench.PeakMicroseconds = 2;
        ShapeFigures figures = Measure();
        Assert.Equal(200e9, figures.Peak.FlopsPerSecond, 1);
        Assert.Equal(figures.Step.FlopsPerSecond!.Value / 200e9, figures.ShareOfPeak(figures.Step)!.Value, 9);
    }

    [Fact]
    public void A_pass_that_meets_cold_caches_after_another_one_is_not_timed()
    {
        BenchPass? before = null;
        _bench.Disturbance = pass =>
        {
            int cold = pass == before ? 0 : 900;
            before = pass;
            return cold;
        };
        Assert.Equal([2, 1, 2, 0.2, 5.2, 4], Measure().Phases.Select(phase => Math.Round(phase.Figures.MedianSeconds * 1e3, 9)));
    }

    [Fact]
    public void The_peak_is_the_best_sample()
    {
        using IBenchPeak peak = _bench.Peak(2);
        Assert.Equal(800e9, Clock.Measure(peak, 2).FlopsPerSecond, 1);
    }

    private BenchClock Clock => new(_bench, CancellationToken.None);

    private ShapeFigures Measure()
    {
        using IBenchPeak peak = _bench.Peak(1);
        using IBenchSubject subject = _bench.Prepare(s_shape, 1);
        (PassTimes passes, PeakFigures beside) = Clock.Measure(subject, peak, 1);
        return ShapeFigures.Of(s_shape, beside, subject.EvaluationBatch, passes);
    }
}
