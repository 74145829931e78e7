using System;
using System.Collections.Concurrent;
using System.Threading;

namespace Segmentation.Tests.Chat;

/// <summary>A clock whose waits are over at once, and which remembers them. Limits of time are kept as they are.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly TimeSpan _limit;

    public ImpatientClock(TimeSpan limit) => _limit = limit;

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == _limit || dueTime <= TimeSpan.Zero)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
