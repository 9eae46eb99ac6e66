using System.CommandLine;
using MnistLstm.Runner.Reports.Html;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Cli.Options;

/// <summary>Files that a command writes where the user says: the same rules and words for all of them.</summary>
internal static class OutputOption
{
    /// <summary>The option by which a file that is there is replaced.</summary>
    public static Option<bool> Force() => new("--force") { Description = "Replace an existing file" };

    /// <summary>The file, looked at before any work is done.</summary>
    /// <param name="option">The option that names it, as it is typed.</param>
    /// <param name="path">What was named.</param>
    /// <param name="force">Whether --force was given.</param>
    /// <exception cref="UsageException">It is a folder, or it is there and --force was not given.</exception>
    public static OutputFile File(string option, string path, bool force)
    {
        try
        {
            return OutputFile.At(path, force);
        }
        catch (OutputFileException error)
        {
            throw new UsageException($"{option}: {error.Message}", error.IsThere ? "--force replaces it; or name another file"
                : "name a file in a folder that can be written to");
        }
    }

    /// <summary>A page that is written again and again: it may take the place of another such page, of nothing else.</summary>
    /// <param name="option">The option that names it, as it is typed.</param>
    /// <param name="path">What was named.</param>
    /// <exception cref="UsageException">Something else is there.</exception>
    public static OutputFile Page(string option, string path)
    {
        try
        {
            OutputFile file = OutputFile.At(path, replace: ReportPage.IsOne(path));
            return file.IsKept ? file : throw new UsageException($"{option}: '{path}' is a pipe or a device, and the page is rewritten again and again",
                "name a file");
        }
        catch (OutputFileException error)
        {
            throw new UsageException($"{option}: {error.Message}", error.IsThere ? "only a page of this program is replaced; name another file"
                : "name a file in a folder that can be written to");
        }
    }

    /// <inheritdoc cref="Writing{T}"/>
    public static void Writing(OutputFile file, Action write) => Writing(file, () =>
    {
        write();
        return true;
    });

    /// <summary>Writes, and speaks of the file by the name that the user gave it.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static T Writing<T>(OutputFile file, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (OutputFileException error)
        {
            throw new CommandException(error.Message + (error.IsThere ? "; --force replaces it" : ""));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"{file.Name} was not written: {ObeyedText.Replace(error.Message.TrimEnd('.'))}; free space, correct the permissions, or name a file "
                    + "elsewhere");
        }
    }
}
