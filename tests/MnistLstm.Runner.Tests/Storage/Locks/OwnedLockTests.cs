using System.Text.Json;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Storage.Locks;

namespace MnistLstm.Runner.Tests.Storage.Locks;

public sealed class OwnedLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-lock-").FullName;

    private readonly HandClock _clock = new();
    private readonly OwnerWatch _watch;

    public OwnedLockTests() => _watch = new OwnerWatch(_clock);

    private string Target => Path.Combine(_folder, "a.lock");

    private static RunOwner Here => ProcessIdentity.Current;

    /// <summary>The test's parent: it lives, and it is not this process.</summary>
    private static RunOwner Other
    {
        get
        {
            string[] own = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
            int parent = int.Parse(own[1], System.Globalization.CultureInfo.InvariantCulture);
            string[] fields = File.ReadAllText($"/proc/{parent}/stat").Split(") ")[^1].Split(' ');
            return Here with { ProcessId = parent, StartTicks = long.Parse(fields[19], System.Globalization.CultureInfo.InvariantCulture) };
        }
    }

    [Fact]
    public void A_lock_held_within_the_process_is_held_too_and_its_owner_is_named()
    {
        using OwnedLock? first = OwnedLock.TryAcquire(Target, out _);
        Assert.NotNull(first);
        Assert.Null(OwnedLock.TryAcquire(Target, out RunOwner? owner));
        Assert.Equal(Here, owner);
    }

    [Fact]
    public void A_lock_let_go_of_is_free_and_its_owners_file_is_gone()
    {
        OwnedLock.TryAcquire(Target, out _)!.Dispose();
        Assert.False(File.Exists(Target + ".owner"));
        using OwnedLock? again = OwnedLock.TryAcquire(Target, out _);
        Assert.NotNull(again);
    }

    [Fact]
    public void An_owner_that_is_dead_does_not_hold_a_lock()
    {
        Leave(Here with { ProcessId = int.MaxValue });
        Assert.True(IsFree(GrantsAll));
    }

    [UnixFact]
    public void A_lock_is_let_go_of_although_its_folder_was_deleted()
    {
        OwnedLock first = OwnedLock.TryAcquire(Target, out _)!;
        Directory.Delete(_folder, recursive: true);
        first.Dispose();
        using OwnedLock? again = OwnedLock.TryAcquire(Target, out _);
        Assert.NotNull(again);
    }

    [LinuxFact]
    public void Where_every_lock_is_granted_the_owners_process_decides()
    {
        Leave(Other);
        Assert.Null(OwnedLock.TryAcquire(Target, GrantsAll, _watch, out RunOwner? owner));
        Assert.Equal(Other, owner);
    }

    [LinuxFact]
    public void Where_locks_work_a_name_that_a_live_process_left_on_the_door_keeps_nobody_out()
    {
        Leave(Other);
        using OwnedLock? taken = OwnedLock.TryAcquire(Target, out _);
        Assert.NotNull(taken);
    }

    [LinuxFact]
    public void Another_process_that_came_to_the_owners_id_is_not_the_owner()
    {
        Leave(Other with { StartTicks = Other.StartTicks - 1 });
        Assert.True(IsFree(GrantsAll));
    }

    [Fact]
    public void Where_every_lock_is_granted_a_second_thread_of_this_process_does_not_get_it()
    {
        using OwnedLock? first = OwnedLock.TryAcquire(Target, GrantsAll, _watch, out _);
        Assert.NotNull(first);
        Assert.Null(OwnedLock.TryAcquire(Target, GrantsAll, _watch, out _));
    }

    [Fact]
    public void An_owner_elsewhere_that_gave_a_sign_of_life_lately_holds_the_lock_and_is_named_with_its_file()
    {
        Leave(Elsewhere);
        Assert.Null(OwnedLock.TryAcquire(Target, out RunOwner? owner));
        Assert.Equal(Elsewhere with { File = Target + ".owner" }, owner);
        Assert.Equal($"process {Elsewhere.ProcessId} on elsewhere (named in {Target}.owner)", owner?.ToString());
    }

    [Fact]
    public void An_owner_elsewhere_that_has_been_silent_does_not()
    {
        Leave(Elsewhere);
        File.SetLastWriteTimeUtc(Target + ".owner", DateTime.UtcNow.AddMinutes(-2));
        Assert.True(IsFree(GrantsAll));
        Assert.Equal(0, new FileInfo(Target).Length);
    }

    [Fact]
    public void An_owner_elsewhere_whose_file_lies_in_the_future_holds_the_lock_until_it_was_watched_without_a_change()
    {
        Leave(Elsewhere);
        File.SetLastWriteTimeUtc(Target + ".owner", DateTime.UtcNow.AddYears(3));
        Assert.False(IsFree(GrantsAll));
        _clock.Now += TimeSpan.FromSeconds(89);
        Assert.False(IsFree(GrantsAll));
        _clock.Now += TimeSpan.FromSeconds(2);
        Assert.True(IsFree(GrantsAll));
    }

    [Fact]
    public void A_sign_of_life_begins_the_watching_anew_even_where_the_clock_was_set_back()
    {
        Leave(Elsewhere);
        for (int minute = 10; minute > 5; minute--)
        {
            File.SetLastWriteTimeUtc(Target + ".owner", DateTime.UtcNow.AddMinutes(minute));
            Assert.False(IsFree(GrantsAll));
            _clock.Now += TimeSpan.FromSeconds(60);
        }

        _clock.Now += TimeSpan.FromSeconds(60);
        Assert.True(IsFree(GrantsAll));
    }

    [LinuxTheory]
    [InlineData(0)]
    [InlineData(3)]
    public void An_owner_of_this_machine_before_it_was_switched_on_is_dead_whatever_the_time_of_its_file(int years)
    {
        Leave(Here with { BootId = "another", ProcessId = 1, StartTicks = 5 });
        File.SetLastWriteTimeUtc(Target + ".owner", DateTime.UtcNow.AddYears(years));
        Assert.True(IsFree(GrantsAll));
    }

    [Fact]
    public void The_file_of_an_owner_does_not_say_where_it_lies()
    {
        using OwnedLock? first = OwnedLock.TryAcquire(Target, out _);
        using var content = JsonDocument.Parse(File.ReadAllBytes(Target + ".owner"));
        Assert.False(content.RootElement.TryGetProperty("file", out _));
    }

    [Fact]
    public void An_owners_file_of_an_older_version_is_understood()
    {
        File.WriteAllText(Target + ".owner", $$"""{"process_id": 1, "host": "{{Environment.MachineName}}", "started": "2001-01-01T00:00:00Z"}""");
        Assert.True(IsFree(GrantsAll));
    }

    [Fact]
    public void What_is_no_owners_file_holds_nothing()
    {
        File.WriteAllText(Target + ".owner", "{\"process_id\": 1,");
        Assert.True(IsFree(GrantsAll));
    }

    [Fact]
    public void A_lock_that_another_machine_took_over_is_not_taken_back()
    {
        using (OwnedLock? first = OwnedLock.TryAcquire(Target, out _))
        {
            Assert.NotNull(first);
            Leave(Elsewhere);
        }

        Assert.Contains("elsewhere", File.ReadAllText(Target + ".owner"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>As on a file system without locks.</summary>
    private static FileStream GrantsAll(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private static RunOwner Elsewhere => Here with { Host = "elsewhere" };

    private void Leave(RunOwner owner) => File.WriteAllBytes(Target + ".owner", JsonSerializer.SerializeToUtf8Bytes(owner, OwnerJsonContext.Default.RunOwner));

    private bool IsFree(Func<string, FileStream> open)
    {
        using OwnedLock? taken = OwnedLock.TryAcquire(Target, open, _watch, out _);
        return taken is not null;
    }

    /// <summary>A clock that stands still until the test moves it.</summary>
    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
