using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Clustering;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>The id of a run: the first 12 hexadecimal digits of the SHA-256 of its input and settings.</summary>
internal static class RunHash
{
    private const int Digits = 12;

    /// <summary>The id. The number of threads is not part of it, because it changes nothing.</summary>
    public static string Of(FeatureTable table, SegmentationOptions options, DateTimeOffset? asOf)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Invariant($"{options.ClusterCount}|{options.MinimumClusterCount}|{options.MaximumClusterCount}"));
        Append(hash, Invariant($"{options.Seed}|{options.Restarts}|{options.Transform}|{options.Scaling}"));
        Append(hash, Invariant($"{asOf?.UtcTicks}"));
        Append(hash, string.Join('|', options.Features ?? []));
        if (options.FeatureSet is { } set)
        {
            Append(hash, PlainJson.ToElement(set.ToDictionary()).GetRawText());
        }

        if (options.Method != SegmentationMethod.KMeans || options.Criteria.Count > 0)
        {
            string rules = string.Join('|', (options.Rules ?? options.RfmSegments?.Rules)?.Rules.Select(rule => rule.ToString()) ?? []);
            Append(hash, Invariant($"{options.Method}|{string.Join(',', options.Criteria)}|{rules}"));
        }

        foreach (string id in table.Ids)
        {
            Append(hash, id);
        }

        foreach (FeatureColumn column in table.Columns)
        {
            Append(hash, column.Name);
            hash.AppendData(MemoryMarshal.AsBytes(column.Values.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
