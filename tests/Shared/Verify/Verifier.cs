using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>
/// Text snapshots by Verify's calls and file conventions, for machines whose feed does not serve Verify.Xunit:
/// <c>Class.Method.verified.txt</c> lies beside the test's source, a mismatch leaves <c>Class.Method.received.txt</c> there.
/// The class is taken from the source file's name, so a test class lies in the file named for it.
/// </summary>
public static class Verifier
{
    /// <summary>Compares a text with the calling test's verified file; line ends count as "\n", and the file may have one more at its end than the text, as
    /// with Verify.</summary>
    /// <exception cref="VerifyException">They differ, or nothing is verified yet; the message names the files and the remedy.</exception>
    public static Task Verify(string target, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(sourceFile)!, $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}");
        string verifiedPath = stem + ".verified.txt";
        string receivedPath = stem + ".received.txt";
        string received = Normalize(target);
        string? verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;
        if (verified == received || verified == received + "\n")
        {
            File.Delete(receivedPath);
            return Task.CompletedTask;
        }

        string remedy = "with CI set nothing is written: run the test elsewhere to get the received file";
        if (Environment.GetEnvironmentVariable("CI") is null or "" or "0" or "false")
        {
            File.WriteAllText(receivedPath, received);
            remedy = $"if the new text is right, move {receivedPath} over it";
        }

        throw new VerifyException(verified is null
            ? $"{verifiedPath} does not exist; {remedy}\n{received}"
            : $"{verifiedPath} differs {FirstDifference(verified, received)}; {remedy}");
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n");

    private static string FirstDifference(string verified, string received)
    {
        string[] expected = verified.Split('\n');
        string[] got = received.Split('\n');
        int line = 0;
        while (line < expected.Length && line < got.Length && expected[line] == got[line])
        {
            line++;
        }

        return $"from line {line + 1}\n  expected: {At(expected, line)}\n  got:      {At(got, line)}\n";
    }

    private static string At(string[] lines, int line) => line < lines.Length ? lines[line] : "(end of text)";
}
