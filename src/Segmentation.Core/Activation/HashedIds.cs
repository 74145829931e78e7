using System;
using System.Security.Cryptography;
using System.Text;

namespace Segmentation.Activation;

/// <summary>
/// Hashes customer ids with a secret: HMAC-SHA-256 in hexadecimal digits. The same salt gives the same hashes.
/// </summary>
internal sealed class HashedIds
{
    private readonly byte[] _salt;

    /// <summary>Prepares the hash.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: the salt is empty.</exception>
    public HashedIds(string salt)
    {
        if (salt.Length == 0)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                "The salt is empty: hashed ids could be guessed.",
                "Use a long random secret, and keep it.");
        }

        _salt = Encoding.UTF8.GetBytes(salt);
    }

    /// <summary>What tells two salts apart without telling them.</summary>
    public string Fingerprint => Of("fingerprint\0")[..8];

    /// <summary>The hash of an id.</summary>
    public string Of(string id) => Convert.ToHexStringLower(HMACSHA256.HashData(_salt, Encoding.UTF8.GetBytes(id)));
}
