using MnistLstm.Training;
using MnistLstm.Training.Settings;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class NewCommandTests : IDisposable
{
    private const string Commented = """
        # yaml-language-server: $schema=../experiment.schema.json
        # Why this one exists.
        description: The old description
        hidden_size: 32         # not many
        batch_size: 50

        # Both are needed.
        learning_rate: 0.005
        epochs: 5
        reference:
          source: a page
          test_accuracy: 0.98

        """;

    private readonly CommandHarness _app = new(
        Specs.Make("lstm-128"), Specs.Make("quick/lstm-32"), Specs.Make("sweeps/size[hidden_size=32,seed=1]", hidden: 32, experiment: "sweeps/size", seed: 1));

    public NewCommandTests() => File.WriteAllText(Path.Combine(_app.Root, "experiments", "quick", "lstm-32.yaml"), Commented);

    public void Dispose() => _app.Dispose();

    [Fact]
    public void A_new_spec_is_created_and_the_next_step_named()
    {
        Assert.Equal(0, _app.Run("new", "my-idea"));
        Assert.Equal("Created experiments/my-idea.yaml. Edit it, then:\n  dotnet run -- sweep experiments/my-idea.yaml\n", _app.Output);
        Assert.StartsWith("# yaml-language-server: $schema=./experiment.schema.json\ndescription: What my-idea is to find out\ndataset: mnist-10k ",
            Read("my-idea.yaml"));
    }

    [Fact]
    public Task A_spec_is_copied_with_its_comments()
    {
        Assert.Equal(0, _app.Run("new", "deep/er/my-idea", "--from", "quick/lstm-32"));
        string text = Read("deep/er/my-idea.yaml");
        return Verifier.Verify(text[..text.IndexOf("# More keys", StringComparison.Ordinal)]);
    }

    [Fact]
    public Task A_run_of_a_family_becomes_a_spec_of_its_values()
    {
        Assert.Equal(0, _app.Run("new", "my-idea", "--from", "sweeps/size[hidden_size=32,seed=1]"));
        string text = Read("my-idea.yaml");
        return Verifier.Verify(text[..text.IndexOf("# More keys", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Every_key_that_is_not_said_is_explained_below_and_none_that_is()
    {
        _app.Run("new", "my-idea", "--from", "quick/lstm-32");
        string text = Read("my-idea.yaml");
        Assert.Contains("\n#layers: 1              # Stacked recurrent layers (1 to 8)\n", text);
        Assert.Contains("\n#momentum: 0            # The optimizer's `momentum`. For `sgd` and `rmsprop` only (at least 0)\n", text);
        Assert.Contains("\n# seeds: One run per seed", text);
        Assert.DoesNotContain("#epochs", text);
    }

    [Theory]
    [InlineData]
    [InlineData("--from", "quick/lstm-32")]
    public void No_line_is_longer_than_a_window(params string[] from)
    {
        _app.Run(["new", "my-idea", .. from]);
        Assert.All(Read("my-idea.yaml").Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.DoesNotContain("](", Read("my-idea.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_run_of_a_spec_that_changed_after_the_build_is_not_taken()
    {
        _app.Stale = "experiments/sweeps/size.yaml changed after the build";
        Assert.Equal(1, _app.Run("new", "my-idea", "--from", "sweeps/size[hidden_size=32,seed=1]"));
        Assert.Contains("changed after the build", _app.Error);
        Assert.False(Exists("my-idea.yaml"));
    }

    [Fact]
    public void Values_that_are_set_take_the_place_of_the_original_s_and_the_other_comments_stay()
    {
        Assert.Equal(0, _app.Run("new", "wider", "--from", "quick/lstm-32", "--set", "hidden_size=64", "--set", "learning_rate=1e-3", "--set", "layers=2"));
        Assert.Equal("Created experiments/wider.yaml. Next:\n  dotnet run -- sweep experiments/wider.yaml\n", _app.Output);
        string text = Read("wider.yaml");
        Assert.StartsWith(
            """
            # yaml-language-server: $schema=./experiment.schema.json
            # Made from quick/lstm-32, with its comments.
            # Why this one exists.
            description: Like quick/lstm-32, with hidden_size 64, learning_rate 1e-3, layers 2
            hidden_size: 64
            batch_size: 50

            # Both are needed.
            learning_rate: 1e-3
            epochs: 5
            layers: 2

            # More keys
            """, text, StringComparison.Ordinal);
        Assert.DoesNotContain("#layers", text);
    }

    [Fact]
    public void Values_can_be_set_in_the_small_experiment_and_in_a_run_of_a_family()
    {
        Assert.Equal(0, _app.Run("new", "small", "--set", "seeds=[0, 1, 2]", "--set", "description=LSTM: a try"));
        Assert.Contains("\ndescription: \"LSTM: a try\"\n", Read("small.yaml"));
        Assert.Contains("\nseeds: [0, 1, 2]\n", Read("small.yaml"));
        Assert.Equal(0, _app.Run("new", "one", "--from", "sweeps/size[hidden_size=32,seed=1]", "--set", "seeds=[4, 5]"));
        Assert.Contains("\nseeds: [4, 5]\n", Read("one.yaml"));
        Assert.DoesNotContain("\nseed: 1", Read("one.yaml"));
    }

    [Theory]
    [InlineData("hiden_size=64", "error EXP003: unknown key 'hiden_size'; did you mean 'hidden_size'?")]
    [InlineData("hidden_size=0", "error EXP007: 'hidden_size' must be an integer from 1 to 4096, got 0")]
    [InlineData("hidden_size=", "error EXP")]
    [InlineData("learning_rate=0.01 # fast", null)]
    [InlineData("learning_rate=0.01#fast", "error EXP")]
    [InlineData("hidden_size=32\nepochs: 9", "a value is one line of text")]
    [InlineData("hidden_size", "--set expects key=value, got 'hidden_size'")]
    public void A_slip_is_the_compiler_s_own_error_and_nothing_is_written(string value, string? expected)
    {
        Assert.Equal(expected is null ? 0 : 2, _app.Run("new", "wider", "--from", "quick/lstm-32", "--set", value));
        Assert.Contains(expected ?? "", _app.Error);
        Assert.Equal(expected is null, Exists("wider.yaml"));
    }

    [Fact]
    public void A_slip_has_its_place_and_its_line()
    {
        _app.Run("new", "wider", "--from", "quick/lstm-32", "--set", "cell=lstn");
        Assert.StartsWith("error: nothing was written, since experiments/wider.yaml would not compile:\n  experiments/wider.yaml(11,7): error EXP008: ",
            _app.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n    cell: lstn\n", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_set_twice_is_refused()
    {
        Assert.Equal(2, _app.Run("new", "wider", "--set", "epochs=3", "--set", "epochs=4"));
        Assert.Contains("--set gives 'epochs' twice: 3 and 4", _app.Error);
    }

    [Theory]
    [InlineData("experiments/my-idea.yaml", "my-idea.yaml")]
    [InlineData("./experiments/my-idea", "my-idea.yaml")]
    [InlineData("my-idea.yaml", "my-idea.yaml")]
    [InlineData("sweeps/my-idea", "sweeps/my-idea.yaml")]
    [InlineData("v1.5", "v1.5.yaml")]
    [InlineData("my-idea.draft.yaml", "my-idea.draft.yaml")]
    public void A_name_may_be_typed_as_a_file(string word, string file)
    {
        Assert.Equal(0, _app.Run("new", word));
        Assert.True(Exists(file));
    }

    [Fact]
    public void A_draft_says_how_it_is_taken_in()
    {
        Assert.Equal(0, _app.Run("new", "my-idea", "--draft"));
        Assert.Equal(
            "Created experiments/my-idea.draft.yaml, which the build leaves out. Edit it, then:\n  mv experiments/my-idea.draft.yaml "
                + "experiments/my-idea.yaml\n  dotnet run -- sweep experiments/my-idea.yaml\n",
            _app.Output);
    }

    [Theory]
    [InlineData("My-Idea", "begin with a letter or digit; rename 'My-Idea' to 'my-idea'")]
    [InlineData("a//b", "begin with a letter or digit")]
    [InlineData("../outside", "begin with a letter or digit")]
    [InlineData("/absolute", "begin with a letter or digit")]
    [InlineData("größe", "begin with a letter or digit")]
    [InlineData("quick/lstm-32", "experiments/quick/lstm-32.yaml is there already; nothing was written")]
    [InlineData("quick/lstm_32", "'quick/lstm_32' and 'quick/lstm-32' would both be the class Lstm32Model")]
    [InlineData("quick", null)]
    [InlineData("quick/x/y", null)]
    [InlineData("lstm-128-model/x", "a class of 'lstm-128-model/x' or of 'lstm-128' would be named like the other's folder")]
    public void A_name_that_could_not_be_built_is_refused(string word, string? expected)
    {
        Assert.Equal(expected is null ? 0 : 2, _app.Run("new", word));
        Assert.Contains(expected ?? "", _app.Error);
        Assert.Equal(expected is null, _app.Output.Length > 0);
    }

    [Fact]
    public void A_name_of_more_than_200_bytes_is_refused()
    {
        Assert.Equal(2, _app.Run("new", new string('a', 201)));
        Assert.Contains("has 201 bytes, folders included; at most 200 are allowed", _app.Error);
    }

    [Theory]
    [InlineData("experiments/Idea.yaml", "idea", "experiments/Idea.yaml is there already, and differs only in capitals")]
    [InlineData("experiments/idea.YML", "idea", "experiments/idea.YML is there already; nothing was written")]
    [InlineData("experiments/Deep/x.yaml", "deep/y", "the folder experiments/Deep differs from that of 'deep/y' only in capitals")]
    [InlineData("experiments/idea.draft.yaml", "idea", "experiments/idea.draft.yaml is there already; nothing was written")]
    public void What_lies_there_already_stands_in_the_way(string file, string word, string expected)
    {
        _app.Write(file);
        Assert.Equal(2, _app.Run("new", word));
        Assert.Contains(expected, _app.Error);
    }

    [Fact]
    public void A_draft_of_the_name_is_to_be_taken_in()
    {
        _app.Write("experiments/idea.draft.yaml");
        _app.Run("new", "idea");
        Assert.Contains("help:  take the draft in: mv experiments/idea.draft.yaml experiments/idea.yaml\n", _app.Error);
    }

    [Theory]
    [InlineData("quick/lstm-23", "error: no experiment, run or file is called 'quick/lstm-23'; did you mean 'quick/lstm-32'?")]
    [InlineData("quick/fresh-23", "error: no experiment, run or file is called 'quick/fresh-23'; did you mean 'quick/fresh-32'?")]
    [InlineData("quick", "error: --from takes one experiment, and 'quick' is a folder")]
    public void An_origin_that_is_none_gets_the_nearest_one(string from, string expected)
    {
        _app.Write("experiments/quick/fresh-32.yaml");
        Assert.Equal(2, _app.Run("new", "my-idea", "--from", from));
        Assert.StartsWith(expected, _app.Error);
        Assert.False(Exists("my-idea.yaml"));
    }

    [Theory]
    [InlineData("fresh")]
    [InlineData("experiments/fresh.draft.yaml")]
    [InlineData("fresh.draft.yaml")]
    public void A_file_that_was_not_built_in_serves_as_well(string from)
    {
        File.WriteAllText(Path.Combine(_app.Root, "experiments", "fresh.draft.yaml"), "epochs: 7\n");
        Assert.Equal(0, _app.Run("new", "my-idea", "--from", from));
        Assert.Contains("# Made from fresh, with its comments.\ndescription: Like fresh, except that …\nepochs: 7\n", Read("my-idea.yaml"));
    }

    [Fact]
    public void Hooks_stay_where_they_are_and_are_named()
    {
        RunSpec hooked = Specs.Make("hooked") with { Hooks = new RunHooks(["experiments/hooked.cs"], new string('c', 64)) };
        _app.Catalog.Add(hooked);
        _app.Write(hooked.SpecPath);
        _app.Run("new", "my-idea", "--from", "hooked");
        Assert.Equal("hooked has hooks, which belong to its classes and were not copied: experiments/hooked.cs\n", _app.Error);
    }

    private bool Exists(string file) => File.Exists(Path.Combine(_app.Root, "experiments", file));

    private string Read(string file) => File.ReadAllText(Path.Combine(_app.Root, "experiments", file));
}
