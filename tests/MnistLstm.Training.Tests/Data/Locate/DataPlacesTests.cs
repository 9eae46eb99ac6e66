using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Tests.Data.Locate;

public sealed class DataPlacesTests
{
    private static readonly string s_base = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "places"));
    private static readonly string s_repository = Path.Combine(s_base, "work", "repository");

    [Fact]
    public void The_usual_places_are_searched_in_the_documented_order()
    {
        DataPlaces places = DataPlaces.Resolve(null, s_repository, Variables(("XDG_CACHE_HOME", Path.Combine(s_base, "cache"))));

        string[] expected =
        [
            Path.Combine(s_repository, "data"),
            Path.Combine(s_base, "work", "shared", "data"),
            Path.Combine(s_base, "cache", "mnist-lstm"),
        ];
        Assert.Equal(expected, places.Folders.Take(3));
        Assert.Equal(OperatingSystem.IsWindows() ? [] : ["/usr/share/datasets"], places.Folders.Skip(3));
        Assert.Null(places.GivenBy);
    }

    [Fact]
    public void The_data_option_is_the_only_place_and_wins_over_the_variable()
    {
        DataPlaces places = DataPlaces.Resolve(Path.Combine(s_base, "option"), s_repository, Variables(("MNIST_LSTM_DATA", Path.Combine(s_base, "variable"))));

        Assert.Equal([Path.Combine(s_base, "option")], places.Folders);
        Assert.Equal("--data", places.GivenBy);
    }

    [Fact]
    public void The_variable_is_the_only_place()
    {
        DataPlaces places = DataPlaces.Resolve(null, s_repository, Variables(("MNIST_LSTM_DATA", Path.Combine(s_base, "variable"))));

        Assert.Equal([Path.Combine(s_base, "variable")], places.Folders);
        Assert.Equal("$MNIST_LSTM_DATA", places.GivenBy);
    }

    [Fact]
    public void An_empty_variable_counts_as_not_given() =>
        Assert.Null(DataPlaces.Resolve(null, s_repository, Variables(("MNIST_LSTM_DATA", ""))).GivenBy);

    [Fact]
    public void An_empty_data_option_is_an_error() =>
        Assert.Throws<ArgumentException>(() => DataPlaces.Resolve("", s_repository, Variables()));

    [Fact]
    public void A_relative_cache_folder_is_ignored()
    {
        DataPlaces places = DataPlaces.Resolve(null, null, Variables(("XDG_CACHE_HOME", "cache"), ("HOME", s_base), ("LOCALAPPDATA", s_base)));

        Assert.Equal(OperatingSystem.IsWindows() ? Path.Combine(s_base, "mnist-lstm") : Path.Combine(s_base, ".cache", "mnist-lstm"), places.CacheFolder);
    }

    [Fact]
    public void Without_a_repository_only_the_users_and_the_systems_places_are_searched()
    {
        DataPlaces places = DataPlaces.Resolve(null, null, Variables(("XDG_CACHE_HOME", s_base)));

        Assert.Equal(Path.Combine(s_base, "mnist-lstm"), places.Folders[0]);
        Assert.Equal(OperatingSystem.IsWindows() ? 1 : 2, places.Folders.Count);
    }

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;
}
