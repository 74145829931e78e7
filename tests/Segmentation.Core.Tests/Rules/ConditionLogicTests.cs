using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rules;
using Xunit;
using static Segmentation.Tests.Rules.SampleTable;

namespace Segmentation.Tests.Rules;

/// <summary>Random conditions against a plain reading of three-valued logic, row by row.</summary>
public sealed class ConditionLogicTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluation_agrees_with_three_valued_logic(int seed)
    {
        Random random = new(seed);
        double[] a = [.. Enumerable.Range(0, 40).Select(_ => random.Next(5) == 0 ? Missing : random.Next(4))];
        double[] b = [.. Enumerable.Range(0, 40).Select(_ => random.Next(5) == 0 ? Missing : random.Next(4))];
        ProfileTable table = Of(("A", a), ("B", b));
        for (int i = 0; i < 200; i++)
        {
            Dictionary<string, object?> when = Tree(random, 3);
            RuleSet set = RuleSet.FromDictionary(Table(("rules", new object[] { Rule("r", when) })));
            RuleSet written = RuleSet.FromDictionary(set.ToDictionary());
            int[] expected = [.. Enumerable.Range(0, 40).Select(row => Truth(when, a[row], b[row]) == true ? 0 : -1)];
            Assert.Equal(expected, set.Evaluate(table).FirstMatch);
            Assert.Equal(expected, written.Evaluate(table).FirstMatch);
            int[] order = [.. Enumerable.Range(0, 40).Reverse()];
            Assert.Equal(expected.Reverse(), set.Evaluate(table.Select(order)).FirstMatch);
        }
    }

    private static Dictionary<string, object?> Tree(Random random, int depth) => (depth == 0 ? 0 : random.Next(4)) switch
    {
        1 => Table(("not", Tree(random, depth - 1))),
        2 => Table(("all", new object[] { Tree(random, depth - 1), Tree(random, depth - 1) })),
        3 => Table(("any", new object[] { Tree(random, depth - 1), Tree(random, depth - 1) })),
        _ => random.Next(5) == 0
            ? Table(("column", random.Next(2) == 0 ? "A" : "B"), ("op", "is missing"))
            : Compare(random.Next(2) == 0 ? "A" : "B", random.Next(2) == 0 ? "<" : "==", random.Next(4)),
    };

    // Null is unknown.
    private static bool? Truth(Dictionary<string, object?> when, double a, double b)
    {
        if (when.TryGetValue("not", out object? inner))
        {
            return !Truth((Dictionary<string, object?>)inner!, a, b);
        }

        if (when.TryGetValue("all", out object? all))
        {
            return Parts(all, a, b).Aggregate((bool?)true, (x, y) => x & y);
        }

        if (when.TryGetValue("any", out object? any))
        {
            return Parts(any, a, b).Aggregate((bool?)false, (x, y) => x | y);
        }

        double value = (string)when["column"]! == "A" ? a : b;
        string op = (string)when["op"]!;
        return op == "is missing" ? double.IsNaN(value)
            : double.IsNaN(value) ? null
            : op == "<" ? value < (int)when["value"]! : value == (int)when["value"]!;
    }

    private static IEnumerable<bool?> Parts(object? list, double a, double b) =>
        ((object[])list!).Select(part => Truth((Dictionary<string, object?>)part, a, b));
}
