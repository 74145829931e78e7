using System.Collections;
using Segmentation.Decisions;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Binding;

/// <summary>Validation criteria as a user gives them: a file, a hashtable over it.</summary>
internal static class CriteriaChoices
{
    /// <summary>The criteria; what is not given keeps its default.</summary>
    /// <param name="file">A YAML file, absolute; null for none.</param>
    /// <param name="table">A hashtable, which goes before the file; null for none.</param>
    public static ValidationCriteria Of(string? file, IDictionary? table)
    {
        ValidationCriteria criteria = new();
        criteria = file is null ? criteria : Criteria.FromDictionary(IntegrationsBridge.ReadYaml(file), criteria);
        return table is null ? criteria : Criteria.FromDictionary(PlainData.From(table), criteria);
    }
}
