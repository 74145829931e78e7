using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Rules;

/// <summary>Rule sets from and to nested dictionaries.</summary>
internal static class RuleSetReader
{
    private static readonly string[] s_setKeys = ["name", "match", "otherwise", "allow_absent_columns", "rules"];
    private static readonly string[] s_matchings = ["first", "all"];

    private static readonly string[] s_ruleKeys =
        ["id", "name", "description", "dimension", "text", "when", "value", "value_column", "levels"];

    public static RuleSet Read(Setting setting)
    {
        Dictionary<string, Setting> table = setting.Table(s_setKeys);
        return Read(table, setting, ReadRule);
    }

    /// <summary>Reads the keys of a set; the rules may have a form of their own.</summary>
    public static RuleSet Read(Dictionary<string, Setting> table, Setting setting, Func<Setting, Rule> readRule)
    {
        Setting rules = table.GetValueOrDefault("rules") ?? throw setting.Missing(
            "rules", "List at least one rule under 'rules'.");
        IReadOnlyList<Setting> list = rules.IsList ? rules.List() : throw rules.Wrong("a list of rules");
        RuleSet set = new()
        {
            Name = table.GetValueOrDefault("name")?.Text() ?? "rules",
            Matching = table.TryGetValue("match", out Setting? match)
                ? (RuleMatching)match.Choice(s_matchings)
                : RuleMatching.First,
            Otherwise = table.GetValueOrDefault("otherwise")?.Text(),
            AllowAbsentColumns = table.GetValueOrDefault("allow_absent_columns")?.Flag() ?? false,
            Rules = list.Count > 0 ? [.. list.Select(readRule)] : throw rules.Wrong("a list with at least one rule"),
        };
        Unique(rules, "id", set.Rules.Select(rule => rule.Id));
        Unique(rules, "name", set.Rules.Select(rule => rule.Name).Concat(set.Otherwise is { } name ? [name] : []));
        return set;
    }

    public static Rule ReadRule(Setting setting)
    {
        Dictionary<string, Setting> table = Named(ref setting, s_ruleKeys);
        return ReadRule(
            table,
            setting,
            table.TryGetValue("when", out Setting? when) ? ConditionReader.Read(when) : Condition.Always);
    }

    /// <summary>The table of a rule, with the rule's id or name as the subject of errors.</summary>
    public static Dictionary<string, Setting> Named(ref Setting setting, string[] keys)
    {
        string? name = setting.IsTable ? setting.TryText("id") ?? setting.TryText("name") : null;
        setting = name is null ? setting : setting.Named($"Rule '{name}'");
        return setting.Table(keys);
    }

    public static Rule ReadRule(Dictionary<string, Setting> table, Setting setting, Condition when)
    {
        string? id = table.GetValueOrDefault("id")?.Text();
        string name = table.GetValueOrDefault("name")?.Text() ?? id
            ?? throw setting.Missing("name", "Give every rule a name.");
        string[] values = [.. new[] { "value", "value_column", "levels" }.Where(table.ContainsKey)];
        if (values.Length > 1)
        {
            throw setting.Invalid(
                $"'{values[0]}' and '{values[1]}' are both given.", "Keep one of the two.", values[1]);
        }

        return new Rule(id ?? name, name, when)
        {
            Description = table.GetValueOrDefault("description")?.Text(),
            Dimension = table.GetValueOrDefault("dimension")?.Text(),
            Text = table.GetValueOrDefault("text")?.Text(),
            ValueColumn = table.GetValueOrDefault("value_column")?.Text(),
            Levels = table.TryGetValue("value", out Setting? value)
                ? [new RuleLevel(value.Text(), Condition.Always)]
                : table.TryGetValue("levels", out Setting? levels) ? [.. levels.List().Select(ReadLevel)] : [],
        };
    }

    public static Dictionary<string, object?> Write(RuleSet set)
    {
        Dictionary<string, object?> table = new(StringComparer.Ordinal)
        {
            ["name"] = set.Name,
            ["match"] = s_matchings[(int)set.Matching],
        };
        Put(table, "otherwise", set.Otherwise);
        if (set.AllowAbsentColumns)
        {
            table["allow_absent_columns"] = true;
        }

        table["rules"] = set.Rules.Select(Write).ToArray<object?>();
        return table;
    }

    private static RuleLevel ReadLevel(Setting setting)
    {
        Dictionary<string, Setting> table = setting.Table("value", "when");
        Setting value = table.GetValueOrDefault("value") ?? throw setting.Missing("value", "Give the level a value.");
        return new RuleLevel(
            value.Text(), table.TryGetValue("when", out Setting? when) ? ConditionReader.Read(when) : Condition.Always);
    }

    private static Dictionary<string, object?> Write(Rule rule)
    {
        Dictionary<string, object?> table = new(StringComparer.Ordinal) { ["id"] = rule.Id, ["name"] = rule.Name };
        Put(table, "description", rule.Description);
        Put(table, "dimension", rule.Dimension);
        Put(table, "text", rule.Text);
        PutCondition(table, rule.When);
        Put(table, "value_column", rule.ValueColumn);
        if (rule.Levels is [{ When: AllOf { Parts.Count: 0 } } level])
        {
            table["value"] = level.Value;
        }
        else if (rule.Levels.Count > 0)
        {
            table["levels"] = rule.Levels.Select(Write).ToArray<object?>();
        }

        return table;
    }

    private static Dictionary<string, object?> Write(RuleLevel level)
    {
        Dictionary<string, object?> table = new(StringComparer.Ordinal) { ["value"] = level.Value };
        PutCondition(table, level.When);
        return table;
    }

    private static void PutCondition(Dictionary<string, object?> table, Condition when)
    {
        if (when is not AllOf { Parts.Count: 0 })
        {
            table["when"] = ConditionReader.Write(when);
        }
    }

    private static void Put(Dictionary<string, object?> table, string key, string? value)
    {
        if (value is not null)
        {
            table[key] = value;
        }
    }

    private static void Unique(Setting rules, string key, IEnumerable<string> values)
    {
        string? twice = values.GroupBy(
            value => value, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any())?.Key;
        if (twice is not null)
        {
            throw rules.Invalid(
                $"the {key} '{twice}' is used twice.",
                "Give every rule its own; combine conditions with 'any'.",
                twice);
        }
    }
}
