using System.Collections;
using System.Collections.Generic;
using Segmentation.Decisions;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Binding;

/// <summary>Validation criteria as a user gives them: a file, a hashtable over it, parameters over both.</summary>
internal static class CriteriaChoices
{
    /// <summary>The criteria; what is not given keeps its default.</summary>
    /// <param name="file">A YAML file, absolute; null for none.</param>
    /// <param name="table">A hashtable, which goes before the file; null for none.</param>
    /// <param name="parameters">Bound parameters: those named like a criterion go before both, null switches off.</param>
    public static ValidationCriteria Of(
        string? file, IDictionary? table, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        ValidationCriteria criteria = new();
        criteria = file is null ? criteria : Criteria.FromDictionary(IntegrationsBridge.ReadYaml(file), criteria);
        criteria = table is null ? criteria : Criteria.FromDictionary(PlainData.From(table), criteria);
        Dictionary<string, object?> single = [];
        foreach (string name in Criteria.Names)
        {
            // Parameters are singular.
            string parameter = name == nameof(ValidationCriteria.MinimumDimensions) ? "MinimumDimension" : name;
            if (parameters?.TryGetValue(parameter, out object? value) == true)
            {
                single.Add(name, value);
            }
        }

        return single.Count == 0 ? criteria : Criteria.FromDictionary(single, criteria);
    }
}
