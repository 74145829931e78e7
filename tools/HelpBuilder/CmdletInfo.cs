using System.Collections.Generic;

namespace Segmentation.Help;

/// <summary>One cmdlet as it is compiled.</summary>
internal sealed record CmdletInfo(
    string Verb,
    string Noun,
    string? DefaultSet,
    bool SupportsShouldProcess,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> OutputTypes,
    IReadOnlyList<CmdletParameter> Parameters)
{
    public string Name => $"{Verb}-{Noun}";
}

/// <summary>One parameter of a cmdlet.</summary>
internal sealed record CmdletParameter(
    string Name,
    string TypeName,
    bool IsSwitch,
    bool AcceptsWildcards,
    IReadOnlyList<string> Choices,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<ParameterUse> Uses);

/// <summary>How a parameter is bound in one parameter set, or in all when <paramref name="Set"/> is null.</summary>
internal sealed record ParameterUse(
    string? Set, bool Mandatory, int? Position, bool FromPipeline, bool FromPipelineByName)
{
    public string PipelineInput => (FromPipeline, FromPipelineByName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
