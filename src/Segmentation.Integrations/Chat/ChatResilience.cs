using System;
using System.Threading.Tasks;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Segmentation.Chat;

namespace Segmentation.Integrations.Chat;

/// <summary>An attempt that failed.</summary>
internal sealed class AttemptFailure(SegmentationException error, bool passing, TimeSpan? retryAfter = null)
    : Exception(error.Message, error)
{
    public SegmentationException Error { get; } = error;

    /// <summary>Whether another attempt may succeed.</summary>
    public bool IsPassing { get; } = passing;

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>
/// Retries with growing, jittered delays; after many failures in a row no call for a while; a limit of time per attempt.
/// </summary>
internal static class ChatResilience
{
    /// <summary>A server that asks for more patience than this is taken for down.</summary>
    public static readonly TimeSpan MaximumWait = TimeSpan.FromSeconds(60);

    public static ResiliencePipeline<ChatResponse> Build(ChatServerOptions options, TimeProvider clock)
    {
        PredicateBuilder<ChatResponse> passing = new PredicateBuilder<ChatResponse>()
            .Handle<AttemptFailure>(failure => failure.IsPassing)
            .Handle<TimeoutRejectedException>();
        ResiliencePipelineBuilder<ChatResponse> builder = new() { TimeProvider = clock };
        if (options.MaximumRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<ChatResponse>
            {
                ShouldHandle = passing,
                MaxRetryAttempts = options.MaximumRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as AttemptFailure)?.RetryAfter),
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ChatResponse>
            {
                ShouldHandle = passing,
                FailureRatio = 1,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = TimeSpan.FromMinutes(1),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.Timeout })
            .Build();
    }
}
