namespace MnistLstm.Training.Tests.Data.Fetch;

public sealed class ResumedFetchTests : IDisposable
{
    private readonly FetchFixture _fetch = new();

    private byte[] Packed => _fetch.Set.Packed(_fetch.Set.TrainInputs);

    public void Dispose() => _fetch.Dispose();

    [Fact]
    public async Task A_beginning_left_by_a_killed_process_is_gone_on_with()
    {
        _fetch.LeavePart(Packed[..3000]);
        await using var server = MirrorServer.Of(_fetch.Set);

        await _fetch.FetchAsync(server.Address);

        Assert.Equal(3000, server.Requests.First().From);
        Assert.Equal(4, server.Requests.Count);
        _fetch.AssertComplete();
    }

    [Fact]
    public async Task After_a_cut_connection_the_next_mirror_goes_on_where_the_first_ended()
    {
        await using var first = new MirrorServer((request, answer) =>
            answer.SendAsync("200 OK", MirrorServer.Find(_fetch.Set, request)[..10], MirrorServer.Find(_fetch.Set, request).Length));
        await using var second = MirrorServer.Of(_fetch.Set);

        await _fetch.FetchAsync(first.Address, second.Address);

        Assert.All(second.Requests, request => Assert.Equal(10, request.From));
        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_beginning_that_does_not_fit_is_dropped_and_the_whole_file_asked_for()
    {
        _fetch.LeavePart(new byte[3000]);
        await using var server = MirrorServer.Of(_fetch.Set);

        await _fetch.FetchAsync(server.Address);

        Assert.Equal([3000, 0], server.Requests.Take(2).Select(request => request.From));
        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_beginning_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(_fetch.Folder);
        System.Diagnostics.Process.Start("mkfifo", [_fetch.PartOf(_fetch.Set.TrainInputs), _fetch.PathOf(_fetch.Set.TrainLabels)]).WaitForExit();
        await using var server = MirrorServer.Of(_fetch.Set);

        await _fetch.FetchAsync(server.Address);

        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_partial_file_as_long_as_the_whole_or_longer_is_dropped()
    {
        _fetch.LeavePart(new byte[Packed.Length + 5]);
        await using var server = MirrorServer.Of(_fetch.Set);

        await _fetch.FetchAsync(server.Address);

        Assert.Equal([Packed.Length + 5, 0], server.Requests.Take(2).Select(request => request.From));
        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_server_that_cannot_go_on_sends_the_whole_file()
    {
        _fetch.LeavePart(Packed[..3000]);
        await using var server = new MirrorServer((request, answer) =>
        {
            byte[] content = MirrorServer.Find(_fetch.Set, request);
            return answer.SendAsync("200 OK", content, content.Length);
        });

        await _fetch.FetchAsync(server.Address);

        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_server_that_sends_another_part_than_asked_for_is_asked_for_the_whole()
    {
        _fetch.LeavePart(Packed[..3000]);
        await using var server = new MirrorServer((request, answer) =>
        {
            byte[] content = MirrorServer.Find(_fetch.Set, request);
            return request.From == 0
                ? answer.SendAsync("200 OK", content, content.Length)
                : answer.SendAsync("206 Partial Content", content[5..], content.Length - 5, $"Content-Range: bytes 5-{content.Length - 1}/{content.Length}");
        });

        await _fetch.FetchAsync(server.Address);

        _fetch.AssertComplete();
    }
}
