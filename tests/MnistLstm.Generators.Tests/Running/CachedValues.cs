using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>
/// Walks what the pipeline keeps between runs. A symbol, a tree, a text or a compilation among it would keep a whole compilation in the editor's
/// memory, and is never equal to that of the next run.
/// </summary>
internal static class CachedValues
{
    private static readonly Type[] s_forbidden = [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SourceText), typeof(Compilation),
        typeof(SemanticModel), typeof(Location), typeof(Diagnostic), typeof(AdditionalText)];

    // The fields that can lead to something forbidden, by type: a family of 10,000 runs has a million values, most of them texts and numbers.
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> s_fields = new();

    private static readonly string[] s_steps = [.. typeof(StepNames).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>Where something is kept that must not be: <c>Parse: .Spec.Name</c>, each place once.</summary>
    public static IReadOnlyList<string> Faults(GeneratorRunResult result)
    {
        List<string> faults = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (string step in s_steps.Where(result.TrackedSteps.ContainsKey))
        {
            foreach ((object value, _) in result.TrackedSteps[step].SelectMany(run => run.Outputs))
            {
                Walk(value, step + ":", seen, faults);
            }
        }

        return faults;
    }

    /// <summary>What a value holds that must not be kept.</summary>
    public static IReadOnlyList<string> FaultsIn(object value)
    {
        List<string> faults = [];
        Walk(value, "", new HashSet<object>(ReferenceEqualityComparer.Instance), faults);
        return faults;
    }

    private static void Walk(object? value, string path, HashSet<object> seen, List<string> faults)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
        {
            return;
        }

        Type type = value.GetType();
        if (s_forbidden.Any(forbidden => forbidden.IsAssignableFrom(type)))
        {
            faults.Add($"{path} is a {type.Name}");
            return;
        }

        if (!type.IsValueType && !seen.Add(value))
        {
            return;
        }

        if (type.IsArray && IsHarmless(type.GetElementType()!))
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, path + "[]", seen, faults);
            }

            return;
        }

        foreach (FieldInfo field in s_fields.GetOrAdd(type, FieldsOf))
        {
            Walk(field.GetValue(value), $"{path}.{field.Name}", seen, faults);
        }
    }

    private static bool IsHarmless(Type type) => type == typeof(string) || type.IsPrimitive || type.IsEnum;

    private static FieldInfo[] FieldsOf(Type type)
    {
        List<FieldInfo> fields = [];
        for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            fields.AddRange(declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        }

        return [.. fields.Where(field => !IsHarmless(field.FieldType))];
    }
}
