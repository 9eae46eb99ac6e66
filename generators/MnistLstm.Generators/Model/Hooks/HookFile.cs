using System;
using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Hooks;

/// <summary>A hand-written C# file that may hold a part of an emitted class.</summary>
/// <param name="Path">The file; relative to the repository, with slashes, when it lies in it.</param>
/// <param name="Types">The types it declares directly in a namespace, in full: <c>MnistLstm.Experiments.Generated.Lstm128Trainer</c>.</param>
/// <param name="Declares">The names of all types and methods it declares, by which other files can use it; in ordinal order.</param>
/// <param name="Uses">Every identifier in it; in ordinal order.</param>
/// <param name="IsEverywhere">Whether it can affect a file that names nothing of it: it has global usings, or attributes of the assembly or a module
/// initializer.</param>
/// <param name="Sha256">SHA-256, lower-case hex, of its tokens: a comment changes no result.</param>
internal sealed record HookFile(
    string Path, EquatableArray<string> Types, EquatableArray<string> Declares, EquatableArray<string> Uses, bool IsEverywhere, string Sha256)
{
    /// <summary>The names of the types that files declare beside emitted ones, in ordinal order.</summary>
    /// <param name="files">The files.</param>
    /// <param name="space">The specs' outermost namespace.</param>
    public static EquatableArray<string> Declared(IEnumerable<HookFile> files, string space) =>
        new(files.SelectMany(file => file.Types)
            .Where(type => type.StartsWith(space + ".", StringComparison.Ordinal))
            .Select(type => type.Substring(type.LastIndexOf('.') + 1))
            .Distinct()
            .OrderBy(name => name, StringComparer.Ordinal));
}
