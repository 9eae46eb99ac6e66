using System;
using System.Text;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Parsing.Names;

/// <summary>
/// Paths relative to the repository. The build hands its root over in Base64: what else stands in the compiler's configuration is cut off at a
/// <c>;</c> or <c>#</c>, which paths may have, and for the same reason a spec's path is taken from the file itself and not from metadata.
/// </summary>
internal static class RepositoryPath
{
    /// <summary>The root, with slashes and one at its end; empty when the build hands over none.</summary>
    public static string OfBase64(string root)
    {
        try
        {
            string path = Slashed(Encoding.UTF8.GetString(Convert.FromBase64String(root)));
            return path.Length == 0 || path.EndsWith("/", StringComparison.Ordinal) ? path : path + "/";
        }
        catch (FormatException)
        {
            return "";
        }
    }

    /// <summary>A spec's path, with slashes; empty for a file that is no spec of the repository.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The repository's root.</param>
    public static string OfSpec(string path, string root)
    {
        string relative = Of(path, root);
        return relative.StartsWith(NameRules.Folder, StringComparison.Ordinal)
            && (relative.EndsWith(NameRules.Ending, StringComparison.OrdinalIgnoreCase) || relative.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            ? relative
            : "";
    }

    /// <summary>A manifest's path, with slashes; empty for a file that is no manifest of the repository.</summary>
    /// <inheritdoc cref="OfSpec"/>
    public static string OfManifest(string path, string root)
    {
        string relative = Of(path, root);
        return relative.StartsWith(ManifestKeys.Folder, StringComparison.Ordinal)
            && (relative.EndsWith(ManifestKeys.Ending, StringComparison.OrdinalIgnoreCase) || relative.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            ? relative
            : "";
    }

    /// <summary>A file's path, with slashes; that of a file outside of the repository is left as it is.</summary>
    /// <inheritdoc cref="OfSpec"/>
    public static string Of(string path, string root)
    {
        string file = Slashed(path);
        return root.Length > 0 && file.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? file.Substring(root.Length).TrimStart('/') : file;
    }

    private static string Slashed(string path) => path.Replace('\\', '/');
}
