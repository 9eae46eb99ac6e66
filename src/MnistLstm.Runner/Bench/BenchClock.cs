namespace MnistLstm.Runner.Bench;

/// <summary>Times what a <see cref="IBenchEngine"/> sets up.</summary>
/// <param name="time">The clock.</param>
/// <param name="cancellation">Ends a measurement between two samples.</param>
internal sealed class BenchClock(TimeProvider time, CancellationToken cancellation)
{
    /// <summary>The peak by itself: samples of equal length, the best of them.</summary>
    public PeakFigures Measure(IBenchPeak peak, int threads)
    {
        long rounds = PeakRounds(peak);
        double best = Enumerable.Range(0, BenchTiming.PeakSamples).Min(_ => Seconds(() => peak.Run(rounds)));
        return new PeakFigures(threads, rounds * peak.FlopsPerRound / best);
    }

    /// <summary>
    /// The peak and all passes in turn, round after round, so that no phase meets another machine than the next one: processors change their
    /// clock rate by tens of percent, with the load and with what runs beside them.
    /// </summary>
    /// <param name="subject">What is measured.</param>
    /// <param name="peak">The peak of as many threads.</param>
    /// <param name="threads">Their number.</param>
    public (PassTimes Passes, PeakFigures Peak) Measure(IBenchSubject subject, IBenchPeak peak, int threads)
    {
        WarmUp(subject);
        int repetitions = Repetitions(Seconds(() => subject.Run(subject.Passes[0])));
        long peakRounds = PeakRounds(peak);
        List<double[]> rounds = [];
        List<double> peaks = [];
        long start = time.GetTimestamp();
        while (rounds.Count < BenchTiming.LeastRounds || (rounds.Count < BenchTiming.MostRounds && time.GetElapsedTime(start) < BenchTiming.Budget))
        {
            double[] round = new double[Enum.GetValues<BenchPass>().Length];
            Array.Fill(round, double.NaN);
            foreach (BenchPass pass in subject.Passes)
            {
                if (pass == BenchPass.Evaluation)
                {
                    // Threads that have done their work spin on for a while. An untimed run each, of the peak here and of the evaluation, which is
                    // long enough, keeps those of the one from taking time off the other.
                    peak.Run(peakRounds);
                    peaks.Add(Seconds(() => peak.Run(peakRounds)));
                }

                round[(int)pass] = Sample(subject, pass, repetitions);
            }

            rounds.Add(round);
        }

        return (new PassTimes(rounds, repetitions), new PeakFigures(threads, peakRounds * peak.FlopsPerRound / PassTimes.Median(peaks)));
    }

    private long PeakRounds(IBenchPeak peak)
    {
        long rounds = 1024;
        while (Seconds(() => peak.Run(rounds)) < BenchTiming.PeakSample.TotalSeconds)
        {
            rounds *= 2;
        }

        return rounds;
    }

    /// <summary>Seconds of one pass. An untimed one goes first: what the pass before left in the caches would count for or against this one.</summary>
    private double Sample(IBenchSubject subject, BenchPass pass, int repetitions)
    {
        subject.Run(pass);
        return Seconds(() => Repeat(subject, pass, repetitions)) / repetitions;
    }

    private void WarmUp(IBenchSubject subject)
    {
        long start = time.GetTimestamp();
        for (int round = 0; round < 2 || time.GetElapsedTime(start) < BenchTiming.WarmUp; round++)
        {
            foreach (BenchPass pass in subject.Passes)
            {
                cancellation.ThrowIfCancellationRequested();
                subject.Run(pass);
            }
        }
    }

    private static int Repetitions(double seconds) =>
        (int)Math.Clamp(Math.Ceiling(BenchTiming.Sample.TotalSeconds / seconds), 1, BenchTiming.MostRepetitions);

    private static void Repeat(IBenchSubject subject, BenchPass pass, int repetitions)
    {
        for (int i = 0; i < repetitions; i++)
        {
            subject.Run(pass);
        }
    }

    private double Seconds(Action work)
    {
        cancellation.ThrowIfCancellationRequested();
        long start = time.GetTimestamp();
        work();
        return time.GetElapsedTime(start).TotalSeconds;
    }
}
