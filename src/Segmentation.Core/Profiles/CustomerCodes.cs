using System;
using System.Collections.Generic;
using Segmentation.Events;
using Segmentation.Identity;

namespace Segmentation.Profiles;

/// <summary>
/// The customers after merges, as dense codes. Without merges these are the source's own codes. For the reading thread;
/// the arrays it hands out may be read by others, for the codes that existed when they were handed out.
/// </summary>
internal sealed class CustomerCodes
{
    private readonly MergeMap? _mergeMap;
    private readonly TextDictionary _canonical = new();
    private int[] _map = new int[1024];
    private int _known;
    private TextDictionary? _source;

    public CustomerCodes(MergeMap? mergeMap) => _mergeMap = mergeMap is { MergedIdCount: > 0 } ? mergeMap : null;

    /// <summary>The customers by canonical code.</summary>
    public IReadOnlyList<string> Customers => _mergeMap is null ? _source?.ToList() ?? [] : _canonical.ToList();

    /// <summary>Source code → canonical code for all codes so far; null when they are the same.</summary>
    public int[]? Extend(TextDictionary source)
    {
        _source = source;
        if (_mergeMap is null)
        {
            return null;
        }

        if (source.Count > _map.Length)
        {
            Array.Resize(ref _map, Math.Max(_map.Length * 2, source.Count));
        }

        for (; _known < source.Count; _known++)
        {
            _map[_known] = _canonical.GetOrAdd(_mergeMap.Resolve(source[_known]));
        }

        return _map;
    }
}
