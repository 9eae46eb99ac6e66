using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MnistLstm.Engine;
using MnistLstm.Training;

namespace MnistLstm.Runner.Engines;

/// <summary>Tells which code made a result: one hash over the sources of the engine, the training and the run's model and trainer, the hand-written part of
/// these included.</summary>
internal static class SourcesHash
{
    private const string Key = "SourcesSha256";
    private static readonly ConcurrentDictionary<Assembly, string> s_stamps = new();

    // Runs that differ in nothing but the seed are made by the same code, and there may be thousands.
    private static readonly ConcurrentDictionary<(string Code, string? Hooks), string> s_ofRuns = new();

    /// <summary>SHA-256, lower-case hex, over the three hashes and the one of the run's hooks, if it has any, each followed by a line feed.</summary>
    /// <exception cref="InvalidOperationException">An assembly was built without its stamp.</exception>
    public static string Of(RunSpec spec) => s_ofRuns.GetOrAdd((spec.CodeSha256, spec.Hooks?.Sha256), static made =>
        Of([Stamp(typeof(EngineVersion)), Stamp(typeof(Trainer)), made.Code, .. made.Hooks is { } hooks ? [hooks] : Array.Empty<string>()]));

    /// <summary>The same for another engine: SHA-256 over four hashes.</summary>
    /// <param name="code">The emitted source of the run's model and trainer.</param>
    /// <param name="engine">A type of the engine's assembly.</param>
    /// <exception cref="InvalidOperationException">An assembly was built without its stamp.</exception>
    public static string Of(string code, Type engine) =>
        Of([Stamp(typeof(EngineVersion)), Stamp(typeof(Trainer)), Stamp(engine), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)))]);

    private static string Of(IEnumerable<string> hashes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(hashes.Select(hash => hash + "\n")))));

    /// <summary>A stamp that can be believed: SHA-256 in hex, as the build writes it. An emptied one would pass for the same sources in every build.</summary>
    /// <param name="stamp">What the assembly carries; null for nothing.</param>
    /// <param name="assembly">The assembly's name.</param>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    internal static string Checked(string? stamp, string? assembly) =>
        stamp is null ? throw new InvalidOperationException($"{assembly} carries no {Key}: its project must set StampSources to true")
        : stamp.Length == SHA256.HashSizeInBytes * 2 && stamp.All(char.IsAsciiHexDigit) ? stamp
        : throw new InvalidOperationException($"{assembly} carries a {Key} that is no SHA-256: '{stamp}'; build it again: dotnet build --no-incremental");

    private static string Stamp(Type type) => s_stamps.GetOrAdd(type.Assembly, static assembly =>
        Checked(assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == Key)?.Value, assembly.GetName().Name));
}
