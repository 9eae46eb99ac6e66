using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace MnistLstm.Generators.Emission;

/// <summary>What the classes of a data set are called in C#.</summary>
internal static class ClassMembers
{
    /// <summary>A member a class, each another: <c>walking up</c> gives <c>WalkingUp</c>, <c>7</c> gives <c>_7</c>, and what gives a taken name, or none, its
    /// number.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> classes)
    {
        HashSet<string> taken = [];
        List<string> members = [];
        foreach (string name in classes)
        {
            string number = members.Count.ToString(CultureInfo.InvariantCulture);
            string member = Member(name);
            string free = member.Length > 0 ? member : "Class" + number;
            for (int again = 0; !taken.Add(free); again++)
            {
                free = $"{member}_{number}{(again == 0 ? "" : $"_{again}")}";
            }

            members.Add(free);
        }

        return members;
    }

    private static string Member(string name)
    {
        StringBuilder member = new();
        bool begins = true;
        foreach (char c in name.Normalize(NormalizationForm.FormC))
        {
            if (SyntaxFacts.IsIdentifierPartCharacter(c) && c != '_' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                member.Append(begins ? char.ToUpperInvariant(c) : c);
                begins = false;
            }
            else
            {
                begins = true;
            }
        }

        string joined = member.ToString();
        return joined.Length == 0 || SyntaxFacts.IsIdentifierStartCharacter(joined[0]) ? joined : "_" + joined;
    }
}
