using System.Runtime.InteropServices;

namespace MnistLstm.Engine.Tests.Kernels;

/// <summary>
/// Zeroed memory that ends where a page begins that can be neither read nor written: a kernel that goes too far ends the test run. Linux only.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int None = 0;
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;

    private readonly nuint _length;
    private readonly nint _map;

    /// <param name="bytes">How many there are, up to the guard. Where they begin follows from that.</param>
    public GuardedMemory(long bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint used = ((nuint)bytes + page - 1) / page * page;
        _length = used + page;
        _map = Map(0, _length, ReadWrite, PrivateAnonymous, -1, 0);
        if (_map == -1 || Protect(_map + (nint)used, page, None) != 0)
        {
            throw new InvalidOperationException($"no guarded memory of {bytes} bytes could be had: error {Marshal.GetLastPInvokeError()}");
        }

        End = (byte*)_map + used;
        Begin = End - bytes;
    }

    public byte* Begin { get; }

    /// <summary>Where the unreadable page begins.</summary>
    public byte* End { get; }

    public void Dispose() => _ = Unmap(_map, _length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
