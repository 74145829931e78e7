using System;
using System.Diagnostics;

namespace Segmentation.Profiles;

/// <summary>Passes progress on at most ten times a second.</summary>
internal sealed class ThrottledProgress
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly IProgress<StageProgress>? _target;
    private long _last = Stopwatch.GetTimestamp();

    public ThrottledProgress(IProgress<StageProgress>? target) => _target = target;

    public void Report(Func<StageProgress> progress)
    {
        if (_target is not null && Stopwatch.GetElapsedTime(_last) >= s_interval)
        {
            _last = Stopwatch.GetTimestamp();
            _target.Report(progress());
        }
    }
}
