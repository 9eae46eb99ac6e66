using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MnistLstm.Engine;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Runs;

/// <summary>Tells which code made a result: one hash over the sources of the engine, the training and the run's model and trainer, the hand-written part of these included.</summary>
public static class SourcesHash
{
    private const string Key = "SourcesSha256";
    private static readonly ConcurrentDictionary<Assembly, string> Stamps = new();

    /// <summary>SHA-256, lower-case hex, over the three hashes and the one of the run's hooks, if it has any, each followed by a line feed.</summary>
    /// <exception cref="InvalidOperationException">An assembly was built without its stamp.</exception>
    public static string Of(RunSpec spec)
    {
        string text = $"{Stamp(typeof(EngineVersion))}\n{Stamp(typeof(Trainer))}\n{spec.CodeSha256}\n{(spec.Hooks is { } hooks ? hooks.Sha256 + "\n" : "")}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }

    private static string Stamp(Type type) => Stamps.GetOrAdd(type.Assembly, static assembly =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == Key)?.Value
        ?? throw new InvalidOperationException($"{assembly.GetName().Name} carries no {Key}: its project must set StampSources to true"));
}
