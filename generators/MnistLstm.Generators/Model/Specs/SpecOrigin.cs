using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Specs;

/// <summary>The part of a spec that affects no result; it changes with every comment, so it is kept apart from <see cref="ExperimentSpec"/>.</summary>
/// <param name="Sha256">SHA-256, lower-case hex, of the YAML's text as UTF-8 without byte order mark.</param>
/// <param name="Lines">For each setting the line that gives it, from 1; 0 when the default serves.</param>
/// <param name="RunLines">For each run of a family the lines that give its own values, in their order: <c>8, 9</c>; empty for a single run.</param>
/// <param name="Description">The <c>description</c>.</param>
/// <param name="Reference">The <c>reference</c>.</param>
internal sealed record SpecOrigin(string Sha256, EquatableArray<int> Lines, EquatableArray<string> RunLines, string? Description, ReferenceSpec? Reference);
