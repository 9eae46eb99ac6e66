using System;

namespace MnistLstm.Generators.Diagnostics;

/// <summary>Where docs/diagnostics.md can be read: on the page of a release, or else as a file of this machine (docs/packages.md).</summary>
internal static class DiagnosticPage
{
    /// <summary>The absolute address of the page; empty where none is known.</summary>
    /// <param name="documentation">The documentation's address, or its folder's full path, as the build says it; with or without a slash at its end.</param>
    public static string In(string documentation) =>
        documentation.Length > 0 && Uri.TryCreate(documentation.TrimEnd('/', '\\') + "/diagnostics.md", UriKind.Absolute, out Uri? address)
            ? address.AbsoluteUri : "";

    /// <summary>The address of an error's part of the page.</summary>
    /// <param name="page">The page's address.</param>
    /// <param name="id">The error's id.</param>
    public static string Part(string page, string id) => page + "#" + id.ToLowerInvariant();
}
