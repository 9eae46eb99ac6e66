using System.Text;
using MnistLstm.Runner.Results;

namespace MnistLstm.Runner.Tests.Results;

/// <summary>A run.json that says something else, with a check that fits: as another version of the program, or a forger, would write it.</summary>
internal static class SignedManifest
{
    public static void Edit(string path, Func<string, string> change)
    {
        byte[] json = Encoding.UTF8.GetBytes(change(File.ReadAllText(path)));
        ManifestCheck.Set(json);
        File.WriteAllBytes(path, json);
    }
}
