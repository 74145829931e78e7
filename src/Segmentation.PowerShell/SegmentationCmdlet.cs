using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Segmentation.PowerShell.Binding;
using Segmentation.PowerShell.Errors;
using Segmentation.Segments;

namespace Segmentation.PowerShell;

/// <summary>What all cmdlets share: cancellation, progress, and errors with stable ids.</summary>
public abstract class SegmentationCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan s_beforeFirstBar = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_betweenBars = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource _stop = new();
    private readonly Stopwatch _clock = new();
    private TimeSpan _nextBar = s_beforeFirstBar;
    private ProgressRecord? _bar;

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        Guard(End);
        if (_bar is not null)
        {
            Complete(_bar);
        }
    }

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // PowerShell stops from another thread, which may come when the cmdlet has just ended.
        }
    }

    /// <summary>Runs once before any input.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Runs for each piped object, or once when nothing is piped.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>Runs once after all input.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>
    /// Runs engine work on another thread while this one shows its progress: PowerShell accepts output from the
    /// pipeline
    /// thread only. An error of the work is rethrown as it is; stopping the pipeline cancels the work and waits for its
    /// end.
    /// </summary>
    internal T Run<T>(Func<IProgress<StageProgress>, CancellationToken, T> work)
    {
        LatestProgress progress = new();
        CancellationToken token = _stop.Token;
        Task<T> task = Task.Run(() => work(progress, token), CancellationToken.None);
        try
        {
            ShowProgressUntilDone(task, progress);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            WaitForEnd(task);
        }
    }

    /// <summary>As the other, for work without a result.</summary>
    internal void Run(Action<IProgress<StageProgress>, CancellationToken> work) => Run<object?>((progress, token) =>
    {
        work(progress, token);
        return null;
    });

    /// <summary>
    /// Shows how far work has come that is done on this thread, as each object is piped; a bar that was shown ends with
    /// the cmdlet.
    /// </summary>
    private protected void Show(Func<StageProgress> progress)
    {
        _clock.Start();
        if (_clock.Elapsed >= _nextBar)
        {
            _bar = Bar(progress());
            WriteProgress(_bar);
            _nextBar = _clock.Elapsed + s_betweenBars;
        }
    }

    /// <summary>The segments, each with this cmdlet as the last of the steps that led to it.</summary>
    internal IReadOnlyList<Segment> WithStep(IReadOnlyList<Segment> segments)
    {
        RunStep step = StepText.Of(this);
        return [.. segments.Select(segment => segment with { Steps = [.. segment.Steps, step] })];
    }

    /// <summary>Writes a line to the verbose stream; formats it only when somebody listens.</summary>
    internal void Verbose(FormattableString message) => WriteVerbose(FormattableString.Invariant(message));

    /// <summary>Ends the statement with an error.</summary>
    private protected void Fail(SegmentationException error) => ThrowTerminatingError(ErrorRecords.From(error));

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (SegmentationException error)
        {
            Fail(error);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void ShowProgressUntilDone(Task task, LatestProgress progress)
    {
        WaitHandle ended = ((IAsyncResult)task).AsyncWaitHandle;
        if (ended.WaitOne(s_beforeFirstBar))
        {
            return;
        }

        ProgressRecord? shown = null;
        try
        {
            do
            {
                if (progress.Latest is { } latest)
                {
                    shown = Bar(latest);
                    WriteProgress(shown);
                }
            }
            while (!ended.WaitOne(s_betweenBars));
        }
        finally
        {
            if (shown is not null && !_stop.IsCancellationRequested)
            {
                Complete(shown);
            }
        }
    }

    private static ProgressRecord Bar(StageProgress latest) => new(0, latest.Activity, latest.Status)
    {
        PercentComplete = latest.Fraction is { } share ? (int)(Math.Clamp(share, 0, 1) * 100) : -1,
    };

    private void Complete(ProgressRecord shown) => WriteProgress(new ProgressRecord(0, shown.Activity, shown.StatusDescription)
    {
        RecordType = ProgressRecordType.Completed,
    });

    private void WaitForEnd(Task task)
    {
        if (!task.IsCompleted)
        {
            // Showing progress ended early, because the pipeline is being stopped: the work must not outlive it.
            _stop.Cancel();
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
    }

    private sealed class LatestProgress : IProgress<StageProgress>
    {
        private StageProgress? _latest;

        public StageProgress? Latest => Volatile.Read(ref _latest);

        public void Report(StageProgress value) => Volatile.Write(ref _latest, value);
    }
}
