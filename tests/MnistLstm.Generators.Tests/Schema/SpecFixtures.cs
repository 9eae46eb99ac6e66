using MnistLstm.Generators.Tests.Documents;

namespace MnistLstm.Generators.Tests.Schema;

/// <summary>The specs in a file of this folder, each begun by <c>--- # name</c>.</summary>
internal static class SpecFixtures
{
    private const string Mark = "\n--- # ";

    /// <summary>Their names and texts, for a theory.</summary>
    public static TheoryData<string, string> Of(string file)
    {
        TheoryData<string, string> specs = [];
        foreach (string part in RepositoryFile.Read($"tests/MnistLstm.Generators.Tests/Schema/{file}.yaml").Split(Mark).Skip(1))
        {
            int end = part.IndexOf('\n');
            specs.Add(end < 0 ? part : part[..end], end < 0 ? "" : part[(end + 1)..]);
        }

        return specs;
    }
}
