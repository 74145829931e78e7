using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Help;

/// <summary>Finds where pages and cmdlets have drifted apart, either way. Partial help is worse than none.</summary>
internal static class HelpCheck
{
    private const int LeastExamples = 2;
    private static readonly string[] s_shouldProcess = ["WhatIf", "Confirm"];

    public static IEnumerable<string> Compare(
        IReadOnlyList<CmdletInfo> cmdlets, IReadOnlyDictionary<string, CmdletPage> pages)
    {
        IEnumerable<string> orphans = pages.Keys.Except(cmdlets.Select(cmdlet => cmdlet.Name), StringComparer.Ordinal);
        foreach (string orphan in orphans.Order(StringComparer.Ordinal))
        {
            yield return $"{orphan}.md describes a cmdlet that does not exist";
        }

        foreach (CmdletInfo cmdlet in cmdlets)
        {
            if (!pages.TryGetValue(cmdlet.Name, out CmdletPage? page))
            {
                yield return $"{cmdlet.Name} has no page";
                continue;
            }

            foreach (string problem in Problems(cmdlet, page))
            {
                yield return $"{cmdlet.Name}.md {problem}";
            }
        }
    }

    private static IEnumerable<string> Problems(CmdletInfo cmdlet, CmdletPage page)
    {
        if (page.Synopsis.Count != 1)
        {
            yield return "needs a synopsis of one paragraph";
        }

        if (page.Description.Count == 0)
        {
            yield return "has no description";
        }

        if (page.Examples.Count < LeastExamples || page.Examples.Any(example => example.Code.Length == 0))
        {
            yield return $"needs at least {LeastExamples} examples with code";
        }

        if (page.Outputs.Count == 0)
        {
            yield return "does not describe its output";
        }

        string[] declared = [.. cmdlet.Parameters.Select(p => p.Name)];
        bool IsDescribed(string name) => page.Parameters.GetValueOrDefault(name) is { Count: > 0 };
        foreach (string missing in declared.Where(name => !IsDescribed(name)))
        {
            yield return $"does not describe -{missing}";
        }

        IEnumerable<string> known = declared.Concat(s_shouldProcess);
        IEnumerable<string> unknowns = page.Parameters.Keys.Except(known, StringComparer.Ordinal);
        foreach (string unknown in unknowns)
        {
            yield return $"describes -{unknown}, which does not exist";
        }
    }
}
