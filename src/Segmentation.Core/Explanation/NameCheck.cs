using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>
/// Looks for names that are not in the evidence. Every word that is neither of the evidence, nor of the rules' text, nor a
/// plain one may be such a name; so may what stands in quotes, what the answer lists, and what other segments buy.
/// </summary>
internal static class NameCheck
{
    /// <summary>Why a text must not be used; null when it names nothing but what the evidence names.</summary>
    /// <param name="text">The text.</param>
    /// <param name="known">The words it may use.</param>
    /// <param name="listed">Names that the answer itself says it uses.</param>
    public static string? Refuse(string text, KnownWords known, IReadOnlyList<string> listed)
    {
        EvidencePack pack = known.Pack;
        foreach (Match match in AnswerCheck.Quoted().Matches(text))
        {
            string quoted = match.Groups["name"].Value.Trim().TrimEnd('.', ',');
            if (quoted.Length > 0 && !pack.Names.Sent.Contains(quoted, StringComparer.OrdinalIgnoreCase)
                && !InGoal(quoted, pack))
            {
                return Missing(quoted);
            }
        }

        // A shop may well call a category "New": in plain letters that is a word.
        string? foreign = pack.Names.Foreign.FirstOrDefault(
            name => !known.IsPlain(name) && PlainName.Occurs(name, text) && !InGoal(name, pack));
        if (foreign is not null)
        {
            return $"the category '{foreign}' is not in the evidence";
        }

        // Names of the evidence are no claims, whatever words they are made of.
        string rest = AnswerCheck.Mask(text, pack);
        return listed.FirstOrDefault(name => PlainName.Occurs(name, rest) && !known.Names(name) && !InGoal(name, pack)) is { } made
            ? Missing(made)
            : known.Refuse(rest);
    }

    private static string Missing(string name) => $"'{PlainName.Clean(name)}' is not in the evidence";

    private static bool InGoal(string name, EvidencePack pack) =>
        pack.Find("request.goal") is { Text: { } goal } && PlainName.Occurs(name, goal);
}
