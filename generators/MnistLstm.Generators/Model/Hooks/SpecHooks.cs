using System;
using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Specs;

namespace MnistLstm.Generators.Model.Hooks;

/// <summary>The hand-written sources that a spec's runs depend on.</summary>
/// <param name="Files">The files, in ordinal order.</param>
/// <param name="Sha256">The hash that <c>RunHooks</c> of the training describes.</param>
internal sealed record SpecHooks(EquatableArray<string> Files, string Sha256)
{
    /// <summary>
    /// Collects them: the files with a part of one of the spec's classes, and the files whose declarations those use by name, and so on. A
    /// name that two files declare counts for both, so what is collected may be too much but not too little.
    /// </summary>
    /// <param name="spec">The spec.</param>
    /// <param name="files">All files.</param>
    /// <returns>Null when there are none.</returns>
    public static SpecHooks? Of(ExperimentSpec spec, EquatableArray<HookFile> files)
    {
        HashSet<string> classes =
            [.. spec.ModelClasses.Concat([spec.Name.TrainerClass, spec.Name.VariantRecord]).Select(type => spec.Name.Namespace + "." + type)];
        Queue<HookFile> toRead = new(files.Where(file => file.Types.Any(classes.Contains)));
        if (toRead.Count == 0)
        {
            return null;
        }

        HashSet<HookFile> collected = [.. toRead, .. files.Where(file => file.IsEverywhere)];
        while (toRead.Count > 0)
        {
            HashSet<string> uses = [.. toRead.Dequeue().Uses];
            foreach (HookFile used in files.Where(file => file.Declares.Any(uses.Contains)))
            {
                if (collected.Add(used))
                {
                    toRead.Enqueue(used);
                }
            }
        }

        HookFile[] sorted = [.. collected.OrderBy(file => file.Path, StringComparer.Ordinal)];
        return new SpecHooks(new(sorted.Select(file => file.Path)), Language.Sha256.Of(string.Concat(sorted.Select(file => $"{file.Sha256} {file.Path}\n"))));
    }
}
