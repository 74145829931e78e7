using System;
using System.Net;
using System.Security;

namespace Segmentation.PowerShell.Binding;

/// <summary>The secret that customer ids are hashed with: a parameter, or an environment variable.</summary>
internal static class SaltInput
{
    private const string Variable = "SEGMENTATION_SALT";

    /// <summary>The salt to write ids with; null for plain ids.</summary>
    public static string? ToWrite(bool hashId, SecureString? salt)
    {
        if (!hashId)
        {
            return salt is null
                ? null
                : throw Invalid("-Salt was given without -HashId.", "Add -HashId, or leave -Salt out.");
        }

        return ToCompare(salt) ?? throw Invalid(
            "There is no salt to hash ids with; without one they could be guessed.",
            $"Give -Salt (Read-Host -AsSecureString), or set the environment variable {Variable}.");
    }

    /// <summary>The salt to compare ids with, where there is one.</summary>
    public static string? ToCompare(SecureString? salt) => salt is not null
        ? new NetworkCredential(string.Empty, salt).Password
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } known ? known : null;

    private static SegmentationException Invalid(string message, string action) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, message, action);
}
