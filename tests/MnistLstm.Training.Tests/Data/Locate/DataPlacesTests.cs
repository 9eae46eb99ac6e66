using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Tests.Data.Locate;

public sealed class DataPlacesTests
{
    private static readonly string Base = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "places"));
    private static readonly string Repository = Path.Combine(Base, "work", "repository");

    [Fact]
    public void The_usual_places_are_searched_in_the_documented_order()
    {
        DataPlaces places = DataPlaces.Resolve(null, Repository, Variables(("XDG_CACHE_HOME", Path.Combine(Base, "cache"))));

        string[] expected =
        [
            Path.Combine(Repository, "data"),
            Path.Combine(Base, "work", "shared", "data"),
            Path.Combine(Base, "cache", "mnist-lstm"),
        ];
        Assert.Equal(expected, places.Folders.Take(3));
        Assert.Equal(OperatingSystem.IsWindows() ? [] : ["/usr/share/datasets"], places.Folders.Skip(3));
        Assert.Null(places.GivenBy);
    }

    [Fact]
    public void The_data_option_is_the_only_place_and_wins_over_the_variable()
    {
        DataPlaces places = DataPlaces.Resolve(Path.Combine(Base, "option"), Repository, Variables(("MNIST_LSTM_DATA", Path.Combine(Base, "variable"))));

        Assert.Equal([Path.Combine(Base, "option")], places.Folders);
        Assert.Equal("--data", places.GivenBy);
    }

    [Fact]
    public void The_variable_is_the_only_place()
    {
        DataPlaces places = DataPlaces.Resolve(null, Repository, Variables(("MNIST_LSTM_DATA", Path.Combine(Base, "variable"))));

        Assert.Equal([Path.Combine(Base, "variable")], places.Folders);
        Assert.Equal("$MNIST_LSTM_DATA", places.GivenBy);
    }

    [Fact]
    public void An_empty_variable_counts_as_not_given() =>
        Assert.Null(DataPlaces.Resolve(null, Repository, Variables(("MNIST_LSTM_DATA", ""))).GivenBy);

    [Fact]
    public void An_empty_data_option_is_an_error() =>
        Assert.Throws<ArgumentException>(() => DataPlaces.Resolve("", Repository, Variables()));

    [Fact]
    public void A_relative_cache_folder_is_ignored()
    {
        DataPlaces places = DataPlaces.Resolve(null, null, Variables(("XDG_CACHE_HOME", "cache"), ("HOME", Base), ("LOCALAPPDATA", Base)));

        Assert.Equal(OperatingSystem.IsWindows() ? Path.Combine(Base, "mnist-lstm") : Path.Combine(Base, ".cache", "mnist-lstm"), places.CacheFolder);
    }

    [Fact]
    public void Without_a_repository_only_the_users_and_the_systems_places_are_searched()
    {
        DataPlaces places = DataPlaces.Resolve(null, null, Variables(("XDG_CACHE_HOME", Base)));

        Assert.Equal(Path.Combine(Base, "mnist-lstm"), places.Folders[0]);
        Assert.Equal(OperatingSystem.IsWindows() ? 1 : 2, places.Folders.Count);
    }

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;
}
