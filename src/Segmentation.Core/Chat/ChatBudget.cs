using System;
using System.Globalization;
using System.Threading;
using Segmentation.Segments;

namespace Segmentation.Chat;

/// <summary>
/// What may be spent and what was. Before each attempt the most it can cost is held back; afterwards the true cost takes
/// its place. What was sent and never answered may have been charged, so its hold stays. Safe for many threads.
/// </summary>
public sealed class ChatBudget
{
    private readonly Lock _lock = new();
    private readonly ChatPrice? _price;
    private readonly decimal? _maximum;
    private decimal _held;
    private decimal _unanswered;
    private decimal _cost;
    private long _inputTokens;
    private long _outputTokens;
    private int _calls;

    /// <summary>Opens a budget.</summary>
    /// <param name="price">What tokens cost; null when not known.</param>
    /// <param name="maximumCost">The most to spend, in US dollars; null for no limit.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.ChatPriceUnknown"/>: a limit, but no price.
    /// </exception>
    public ChatBudget(ChatPrice? price, decimal? maximumCost)
    {
        if (maximumCost is not null && price is null)
        {
            throw new SegmentationException(
                ErrorIds.ChatPriceUnknown,
                ErrorKind.InvalidArgument,
                "A cost limit cannot be kept, because the price of the model is not known.",
                "Give the price per million tokens with -InputPrice and -OutputPrice, or leave out -MaxCost.");
        }

        _price = price;
        _maximum = maximumCost;
    }

    /// <summary>What the answered calls used.</summary>
    public ChatUsage Usage
    {
        get
        {
            lock (_lock)
            {
                return new ChatUsage(_calls, _inputTokens, _outputTokens, _price is null ? null : _cost);
            }
        }
    }

    /// <summary>The most that attempts without an answer can have cost.</summary>
    public decimal UnansweredCost
    {
        get
        {
            lock (_lock)
            {
                return _unanswered;
            }
        }
    }

    /// <summary>Holds back the most an attempt can cost.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.ChatBudgetExhausted"/>.</exception>
    public decimal Hold(ChatRequest request)
    {
        decimal worst = _price?.MaximumOf(request) ?? 0;
        lock (_lock)
        {
            if (_maximum is { } maximum && _cost + _unanswered + _held + worst > maximum)
            {
                throw new SegmentationException(
                    ErrorIds.ChatBudgetExhausted,
                    ErrorKind.InsufficientData,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The next call can cost {worst:0.######} US dollars, and {Left(maximum):0.######} of {maximum:0.######} are left."),
                    "Raise -MaxCost, or explain fewer segments.");
            }

            _held += worst;
            return worst;
        }
    }

    /// <summary>Books an answered attempt.</summary>
    /// <returns>Its cost; null when the price is not known.</returns>
    public decimal? Settle(decimal hold, long inputTokens, long outputTokens)
    {
        lock (_lock)
        {
            _held -= hold;
            _calls++;
            _inputTokens += inputTokens;
            _outputTokens += outputTokens;
            decimal? cost = _price?.Of(inputTokens, outputTokens);
            _cost += cost ?? 0;
            return cost;
        }
    }

    /// <summary>Gives back what was held for an attempt that the provider turned down.</summary>
    public void Release(decimal hold)
    {
        lock (_lock)
        {
            _held -= hold;
        }
    }

    /// <summary>Keeps what was held for an attempt without an answer: it may have been charged.</summary>
    public void Forfeit(decimal hold)
    {
        lock (_lock)
        {
            _held -= hold;
            _unanswered += hold;
        }
    }

    private decimal Left(decimal maximum) => Math.Max(0, maximum - _cost - _unanswered - _held);
}
