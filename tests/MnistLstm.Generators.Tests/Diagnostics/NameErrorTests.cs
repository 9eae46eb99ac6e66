using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Diagnostics;

public class NameErrorTests
{
    private const string Rule = "file and folder names are made of a-z, 0-9, '-', '_' and '.', and begin with a letter or digit";

    [Theory]
    [InlineData("My Idea", "; rename 'My Idea' to 'my-idea'")]
    [InlineData("LSTM", "; rename 'LSTM' to 'lstm'")]
    [InlineData("-a", "; rename '-a' to 'a'")]
    [InlineData("a+b", "; rename 'a+b' to 'a-b'")]
    [InlineData("größe", "; rename 'größe' to 'groesse'")]
    [InlineData("Größe", "; rename 'Größe' to 'groesse'")]
    [InlineData("été (2)", "; rename 'été (2)' to 'ete-2'")]
    [InlineData("a[b=1]", "; rename 'a[b=1]' to 'a-b-1'")]
    [InlineData("a ", "; rename 'a ' to 'a'")]
    [InlineData("数字", "")]
    [InlineData("NUL", "; rename 'NUL' to 'nul-x'")]
    [InlineData("com¹", "; rename 'com¹' to 'com'")]
    [InlineData("conin$", "; rename 'conin$' to 'conin'")]
    public void A_file_name_outside_the_rules_says_the_rules(string name, string hint) => Expect.ErrorsOf(
        [Spec(name)], $"{name}.yaml(1,1): EXP012: 'experiments/{name}.yaml' cannot name an experiment: {Rule}{hint}");

    [Fact]
    public void A_folder_name_outside_the_rules_says_the_rules() => Expect.ErrorsOf(
        [Spec("Quick/a")], $"a.yaml(1,1): EXP012: 'experiments/Quick/a.yaml' cannot name an experiment: {Rule}; rename 'Quick' to 'quick'");

    [Theory]
    [InlineData("nul", "nul", "nul-x")]
    [InlineData("con", "con", "con-x")]
    [InlineData("aux.backup", "aux", "aux-x.backup")]
    [InlineData("prn", "prn", "prn-x")]
    [InlineData("com1", "com1", "com1-x")]
    [InlineData("lpt9.2", "lpt9", "lpt9-x.2")]
    public void A_device_of_Windows_is_no_name(string name, string device, string better) => Expect.ErrorsOf(
        [Spec(name)],
        $"{name}.yaml(1,1): EXP012: 'experiments/{name}.yaml' cannot name an experiment: '{device}' is the name of a device on Windows, whatever follows a "
            + $"'.'; rename '{name}' to '{better}'");

    [Fact]
    public void A_folder_named_like_a_device_of_Windows_is_refused() => Expect.ErrorsOf(
        [Spec("com2/a")],
        "a.yaml(1,1): EXP012: 'experiments/com2/a.yaml' cannot name an experiment: 'com2' is the name of a device on Windows, whatever follows a '.'; rename "
            + "'com2' to 'com2-x'");

    [Theory]
    [InlineData("console")]
    [InlineData("null")]
    [InlineData("com")]
    [InlineData("com10")]
    [InlineData("a.nul")]
    [InlineData("lpt")]
    public void What_only_resembles_a_device_is_a_name(string name) => Expect.ErrorsOf([Spec(name)]);

    [Theory]
    [InlineData("trail.", "a")]
    [InlineData("trail..", "a")]
    public void A_name_that_ends_in_a_dot_is_refused_as_a_file_and_as_a_folder(string segment, string file)
    {
        string fault = $"cannot name an experiment: Windows drops a '.' at the end of a name; rename '{segment}' to 'trail'";
        Expect.ErrorsOf([Spec(segment)], $"{segment}.yaml(1,1): EXP012: 'experiments/{segment}.yaml' {fault}");
        Expect.ErrorsOf([Spec($"{segment}/{file}")], $"{file}.yaml(1,1): EXP012: 'experiments/{segment}/{file}.yaml' {fault}");
    }

    [Fact]
    public void A_bad_name_does_not_hide_the_errors_inside() => Expect.ErrorsOf(
        [new SpecText("experiments/A.yaml", SpecText.Valid + "foo: 1\n")],
        $"A.yaml(1,1): EXP012: 'experiments/A.yaml' cannot name an experiment: {Rule}; rename 'A' to 'a'",
        "A.yaml(5,1): EXP003: unknown key 'foo'" + Expect.SpecKeys);

    [Fact]
    public void Names_that_differ_only_in_case_leave_the_right_one_its_code()
    {
        GeneratorRun run = GeneratorRun.Of([Spec("lstm"), Spec("LSTM")]);
        Assert.Equal([$"LSTM.yaml(1,1): EXP012: 'experiments/LSTM.yaml' cannot name an experiment: {Rule}; rename 'LSTM' to 'lstm'"], run.Errors);
        Assert.Contains("Models/lstm.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void A_yml_file_is_to_be_renamed() => Expect.ErrorsOf(
        [new SpecText("experiments/quick/a.yml", "")],
        "a.yml(1,1): EXP014: specs end in '.yaml'; rename 'experiments/quick/a.yml' to 'experiments/quick/a.yaml'");

    [Fact]
    public void Two_specs_of_one_class_are_named_both() => Expect.ErrorsOf(
        [Spec("a_b"), Spec("a-b")],
        "a_b.yaml(1,1): EXP013: 'experiments/a_b.yaml' and 'experiments/a-b.yaml' both give the class 'ABModel'; rename one of them");

    [Fact]
    public void Same_names_in_different_folders_are_two_classes() => Expect.ErrorsOf([Spec("a/x"), Spec("b/x"), Spec("x")]);

    [Fact]
    public void A_class_named_like_a_folder_s_namespace_is_refused() => Expect.ErrorsOf(
        [Spec("a"), Spec("a-model/x")],
        "a.yaml(1,1): EXP019: 'experiments/a.yaml' cannot have the classes of its name: its class 'AModel' is named like the namespace that the folder of "
            + "'experiments/a-model/x.yaml' gives; rename the file or the folder");

    [Fact]
    public void A_folder_named_like_the_catalog_is_refused() => Expect.ErrorsOf(
        [Spec("experiment-catalog/x")],
        "x.yaml(1,1): EXP019: 'experiments/experiment-catalog/x.yaml' cannot have the classes of its name: its folder's namespace is named like the class "
            + "'ExperimentCatalog'; rename the file or the folder");

    [Fact]
    public void A_name_of_200_bytes_is_allowed() => Expect.ErrorsOf([Spec("a/" + new string('b', 198))]);

    [Fact]
    public void A_name_of_201_bytes_is_too_long()
    {
        string name = "a/" + new string('b', 199);
        Expect.ErrorsOf([Spec(name)],
            $"{name[2..]}.yaml(1,1): EXP018: the name '{name}' has 201 bytes, more than the 200 allowed; shorten the file's or its folders' names");
    }

    [Theory]
    [InlineData("class", "ClassModel")]
    [InlineData("2x64", "_2x64Model")]
    [InlineData("lstm-128", "Lstm128Model")]
    [InlineData("a.b_c-d", "ABCDModel")]
    [InlineData("a--", "AModel")]
    [InlineData("int/void", "VoidModel")]
    public void Every_allowed_name_gives_a_class_that_compiles(string name, string model)
    {
        GeneratorRun run = GeneratorRun.Of([Spec(name)]);
        Assert.Single(LoadedCatalog.Runs(run));
        Assert.Contains($"class {model} ", run.Sources[$"Models/{name}.g.cs"]);
    }

    [Fact]
    public void A_damaged_first_line_does_not_hide_what_is_wrong_with_the_file()
    {
        IReadOnlyList<string> errors = GeneratorRun.Of("experiments/A.yaml", SpecText.Valid.Replace("hidden_size: ", "hidden_size:\t")).Errors;
        Assert.Equal(["A.yaml(1,1): EXP012", "A.yaml(1,13): EXP002"],
            errors.Select(error => error[..error.IndexOf(": ", error.IndexOf("EXP", StringComparison.Ordinal), StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_path_with_the_separators_of_Windows_is_the_same_path() =>
        Assert.Contains("Name = \"quick/a\"", GeneratorRun.Of("experiments\\quick\\a.yaml", SpecText.Valid).Sources["Runs/quick/a.g.cs"]);

    private static SpecText Spec(string name) => new($"experiments/{name}.yaml", SpecText.Valid);
}
