using System;
using System.IO;
using System.Security.Cryptography;

namespace Segmentation.Integrations.Files;

/// <summary>What tells whether a file is still the one that was read.</summary>
public static class FileHash
{
    /// <summary>The SHA-256 of a file in hexadecimal digits; null when it cannot be read.</summary>
    /// <param name="path">The absolute path.</param>
    public static string? Of(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
