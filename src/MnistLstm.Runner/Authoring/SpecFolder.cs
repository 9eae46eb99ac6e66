using System.Text;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Authoring;

/// <summary>The folder of the specs, as commands see it that put a spec there.</summary>
/// <param name="paths">Where it is.</param>
internal sealed class SpecFolder(SpecPaths paths)
{
    /// <summary>Files and folders below it, relative to it, with slashes. A folder that this user may not read hides what is in it and nothing else.</summary>
    public IReadOnlyList<string> Content()
    {
        string folder = paths.Absolute(SpecPaths.Folder);
        return [.. FileTree.Entries(folder)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))];
    }

    /// <summary>Writes a spec, whole or not at all. A file that came there meanwhile is not overwritten.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Write(NewSpecName name, string text)
    {
        try
        {
            AtomicFile.WriteNew(paths.Absolute(name.Path), Encoding.UTF8.GetBytes(text));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{name.Path} was not written: {error.Message.TrimEnd('.')}; free space or correct the permissions");
        }
    }
}
