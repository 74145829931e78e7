using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;

namespace Segmentation.PowerShell.Binding;

/// <summary>What a cmdlet was asked for, as the command line that asks for it again.</summary>
internal static class StepText
{
    // What changes no result, and what is about one file or one secret.
    private static readonly string[] s_leftOut =
    [
        "InputObject", "ThrottleLimit", "Force", "PassThru", "Quiet", "ApiKey", "MaximumRetry", "TimeoutSec", "CachePath",
        "ReportPath", "BrowserPath", "ProposeMapping", "Verify", "Customer",
    ];

    private static readonly string[] s_mayBeFiles =
    [
        "IdHistory", "Mapping", "Reference", "Aggregate", "RulePath", "RfmSegmentPath", "TraitPath", "AttributePath",
        "AttributeSchemaPath", "CriteriaPath",
    ];

    /// <summary>The step of a cmdlet: what was given, and the defaults that were in force.</summary>
    /// <param name="cmdlet">The cmdlet, with all its parameters bound.</param>
    /// <param name="leaveOut">A further parameter to leave out.</param>
    public static RunStep Of(SegmentationCmdlet cmdlet, string? leaveOut = null)
    {
        List<RunSetting> settings = [];
        Dictionary<string, object> bound = cmdlet.MyInvocation.BoundParameters;
        foreach (PropertyInfo property in cmdlet.GetType().GetProperties())
        {
            ParameterAttribute[] declared = [.. property.GetCustomAttributes<ParameterAttribute>()];
            bool applies = declared.Any(d => d.ParameterSetName is ParameterAttribute.AllParameterSets
                || d.ParameterSetName == cmdlet.ParameterSetName);
            if (!applies || property.Name == leaveOut || s_leftOut.Contains(property.Name, StringComparer.Ordinal))
            {
                continue;
            }

            object? value = PlainData.Unwrap(property.GetValue(cmdlet));
            if (value is null or SwitchParameter { IsPresent: false } or ICollection { Count: 0 })
            {
                continue;
            }

            bool given = bound.ContainsKey(property.Name);
            settings.Add(new RunSetting(
                property.Name, TextOf(property.Name, value), given, HashOf(cmdlet, property.Name, value)));
        }

        return new RunStep(cmdlet.MyInvocation.MyCommand.Name, settings);
    }

    private static string TextOf(string name, object? value) => PlainData.Unwrap(value) switch
    {
        null => "$null",
        SwitchParameter => string.Empty,
        bool truth => truth ? "$true" : "$false",
        string text => Quoted(text),
        char letter => Quoted(letter.ToString()),
        Uri address => Quoted(address.OriginalString),
        Enum word => word.ToString().Contains(',', StringComparison.Ordinal) ? Quoted(word.ToString()) : word.ToString(),
        DateTimeOffset moment => Quoted(moment.ToString("O", CultureInfo.InvariantCulture)),
        IDictionary table => "@{ " + string.Join("; ", PlainData.From(table)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{Quoted(p.Key)} = {TextOf(name, p.Value)}")) + " }",
        IReadOnlyDictionary<string, object?> table => "@{ " + string.Join("; ", table
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{Quoted(p.Key)} = {TextOf(name, p.Value)}")) + " }",
        SecureString => Variable(name),
        IEnumerable items => List(name, items),
        IFormattable number when number.GetType().IsPrimitive || number is decimal =>
            number.ToString(null, CultureInfo.InvariantCulture),
        _ => Variable(name),
    };

    // Objects that have no short form are all one variable.
    private static string List(string name, IEnumerable items)
    {
        string[] texts = [.. items.Cast<object?>().Select(item => TextOf(name, item))];
        return texts.Contains(Variable(name), StringComparer.Ordinal) ? Variable(name) : string.Join(", ", texts);
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Variable(string name) => "$" + char.ToLowerInvariant(name[0]) + name[1..];

    // A file can change: its hash says whether it is still the one that was read.
    private static string? HashOf(SegmentationCmdlet cmdlet, string name, object value)
    {
        object? single = value is IList { Count: 1 } list ? PlainData.Unwrap(list[0]) : value;
        return s_mayBeFiles.Contains(name, StringComparer.Ordinal) && single is string path
            ? IntegrationsBridge.HashOf(FileSystemPaths.Literal(cmdlet.SessionState.Path, path))
            : null;
    }
}
