using System.Text.RegularExpressions;

namespace MnistLstm.Training.Tests.Data;

/// <summary>What a data set is like stands in its description; code that knew MNIST's numbers would be wrong for every other.</summary>
public partial class OneDescriptionTests
{
    // Frozen with exact/1; the end of a series; an error number of the system; the catalog itself; a margin of a drawing.
    private static readonly string[] s_allowed =
    [
        "src/MnistLstm.Engine/Execution/SelfTest.cs", "src/MnistLstm.Engine/Numerics/DoubleMath.cs", "src/MnistLstm.Training/Data/Fetch/FetchFaults.cs",
        "src/MnistLstm.Training/Data/Catalog/DatasetCatalog.cs", "src/MnistLstm.Runner/Reports/Html/CurvePicture.cs", "src/MnistLstm.Runner/Bench/BenchGrid.cs",
    ];

    [Fact]
    public void Nothing_but_the_catalog_knows_the_rows_and_pixels_of_an_image()
    {
        string root = NeedsDatasetFactAttribute.RepositoryRoot()!;
        IEnumerable<string> knowing =
            from folder in new[] { "src", "generators" }
            from path in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
            where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
                && !s_allowed.Contains(relative)
            from line in File.ReadLines(path).Select((text, i) => (Text: Spoken().Replace(text, ""), Number: i + 1))
            where Number().IsMatch(line.Text)
            select $"{relative}({line.Number}): {line.Text.Trim()}";
        Assert.Empty(knowing);
    }

    // Comments and texts may speak of MNIST.
    [GeneratedRegex("//.*$|\"[^\"]*\"")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"(?<![\w.#])(28|784)(?![\w.])")]
    private static partial Regex Number();
}
