using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation;

/// <summary>One step on the way to a result, as the command that repeats it.</summary>
/// <param name="Command">The command: <c>Invoke-Segmentation</c>.</param>
/// <param name="Settings">Every setting that was in force, in the order of the command's parameters.</param>
public sealed record RunStep(string Command, IReadOnlyList<RunSetting> Settings)
{
    /// <summary>The settings.</summary>
    public IReadOnlyList<RunSetting> Settings { get; init => field = Listed.Of(value); } = Settings;

    /// <summary>The command with the settings that were given; the others are its defaults.</summary>
    public string Line => string.Join(' ', [Command, .. Settings.Where(s => s.IsGiven).Select(s => s.ToString())]);

    /// <inheritdoc/>
    public override string ToString() => Line;
}

/// <summary>A setting of a step.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Value">
/// The value as PowerShell reads it, empty for a switch that is on; <c>$name</c> stands for an object that has no
/// short form.
/// </param>
/// <param name="IsGiven">Whether it was given, and is not a default.</param>
/// <param name="Sha256">The SHA-256 of the file that the value names, in hexadecimal digits; null for other values.</param>
public sealed record RunSetting(string Name, string Value, bool IsGiven, string? Sha256 = null)
{
    /// <inheritdoc/>
    public override string ToString() => Value.Length == 0 ? $"-{Name}" : FormattableString.Invariant($"-{Name} {Value}");
}
