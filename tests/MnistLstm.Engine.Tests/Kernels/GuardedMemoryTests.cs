namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class GuardedMemoryTests
{
    [LinuxFact("the kernel tests' buffers end at an unreadable page there; elsewhere they are plain memory")]
    public void The_buffers_of_kernel_tests_end_at_an_unreadable_page()
    {
        using Floats floats = new(1000, seed: 1);

        string end = ((nint)floats.Pointer + (Padded(1000) * sizeof(float))).ToString("x");
        string guard = Assert.Single(File.ReadAllLines("/proc/self/maps"), line => line.StartsWith(end + "-", StringComparison.Ordinal));

        Assert.Contains(" ---p ", guard, StringComparison.Ordinal);
        Assert.Equal(0u, (nuint)floats.Pointer % 64);
    }

    private static int Padded(int count) => (count + 15) / 16 * 16;
}
