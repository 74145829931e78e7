using System;
using System.Collections.Generic;

namespace Segmentation.Explanation;

/// <summary>The regular forms of English words, in lower case. Irregular ones have to be listed.</summary>
internal static class EnglishForms
{
    /// <summary>A noun in singular and plural: category, categories.</summary>
    public static IEnumerable<string> OfNoun(string noun) => [noun, WithS(noun)];

    /// <summary>A verb: plan, plans, planned, planning. Both spellings where a final consonant may double.</summary>
    public static IEnumerable<string> OfVerb(string verb)
    {
        yield return verb;
        yield return WithS(verb);
        string root = verb.EndsWith("ie", StringComparison.Ordinal) ? verb[..^2] + "y"
            : verb[^1] == 'e' && !(verb.Length > 2 && verb[^2] is 'e' or 'o' or 'y') ? verb[..^1]
            : verb;
        yield return root + "ing";
        yield return verb[^1] == 'e' ? verb + "d" : EndsInY(verb) ? verb[..^1] + "ied" : verb + "ed";
        if (MayDouble(verb))
        {
            yield return verb + verb[^1] + "ed";
            yield return verb + verb[^1] + "ing";
        }
    }

    /// <summary>An adjective: big, bigger, biggest, bigly; the adverb and both comparisons whether in use or not.</summary>
    public static IEnumerable<string> OfAdjective(string adjective)
    {
        string root = EndsInY(adjective) ? adjective[..^1] + "i" : adjective[^1] == 'e' ? adjective[..^1] : adjective;
        yield return adjective;
        yield return root + "er";
        yield return root + "est";
        yield return EndsInY(adjective) ? root + "ly"
            : adjective.EndsWith("le", StringComparison.Ordinal) && !IsVowel(adjective[^3]) ? root + "y"
            : adjective.EndsWith("ll", StringComparison.Ordinal) ? adjective + "y"
            : adjective.EndsWith("ic", StringComparison.Ordinal) ? adjective + "ally"
            : adjective + "ly";
        if (MayDouble(adjective))
        {
            yield return adjective + adjective[^1] + "er";
            yield return adjective + adjective[^1] + "est";
        }
    }

    /// <summary>A word as it may stand for one thing or for several, when it is not known which of them it is.</summary>
    public static IEnumerable<string> OfEitherNumber(string word)
    {
        yield return word;
        yield return WithS(word);
        if (word.EndsWith("ies", StringComparison.Ordinal))
        {
            yield return word[..^3] + "y";
        }
        else if (word.Length > 3 && word.EndsWith("es", StringComparison.Ordinal) && Hisses(word[..^2]))
        {
            yield return word[..^2];
        }

        if (word.Length > 2 && word[^1] == 's' && word[^2] != 's')
        {
            yield return word[..^1];
        }
    }

    private static string WithS(string word) => Hisses(word) ? word + "es" : EndsInY(word) ? word[..^1] + "ies" : word + "s";

    private static bool Hisses(string word) =>
        word[^1] is 's' or 'x' or 'z' || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal);

    private static bool EndsInY(string word) => word.Length > 2 && word[^1] == 'y' && !IsVowel(word[^2]);

    private static bool MayDouble(string word) =>
        word.Length > 2 && word[^1] is not ('h' or 'w' or 'x' or 'y') && !IsVowel(word[^1]) && IsVowel(word[^2]) && !IsVowel(word[^3]);

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
