using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using OpenAI.Chat;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Segmentation.Chat;
using Segmentation.Segments;

namespace Segmentation.Integrations.Chat;

/// <summary>
/// A chat model behind the chat-completions protocol. Calls are limited in number, time and cost; passing failures are
/// retried; after a refusal of the key or the model no further call is made.
/// </summary>
public sealed class OpenAIChatModel : IChatModel, IDisposable
{
    private readonly ChatClient _client;
    private readonly HttpClient _http;
    private readonly ChatServerOptions _options;
    private readonly ChatBudget _budget;
    private readonly string? _key;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _slots;
    private readonly ResiliencePipeline<ChatResponse> _resilience;
    private SegmentationException? _refusal;

    internal OpenAIChatModel(
        ChatClient client,
        HttpClient http,
        ChatServerOptions options,
        Uri endpoint,
        ChatBudget budget,
        ChatPrice? price,
        string? key,
        TimeProvider clock)
    {
        _client = client;
        _http = http;
        _options = options;
        _budget = budget;
        _key = key;
        _clock = clock;
        Price = price;
        Identity = $"{options.Provider} {endpoint.AbsoluteUri.TrimEnd('/')} {options.Model}";
        _slots = new SemaphoreSlim(options.MaximumConcurrency);
        _resilience = ChatResilience.Build(options, clock);
    }

    /// <inheritdoc/>
    public string Provider => _options.Provider;

    /// <inheritdoc/>
    public string Model => _options.Model;

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public ChatPrice? Price { get; }

    /// <summary>What all calls used.</summary>
    public ChatUsage Usage => _budget.Usage;

    /// <summary>The most that attempts without an answer can have cost.</summary>
    public decimal UnansweredCost => _budget.UnansweredCost;

    /// <inheritdoc/>
    public async Task<ChatResponse> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Volatile.Read(ref _refusal) is { } refusal)
            {
                throw refusal;
            }

            return await _resilience.ExecuteAsync(
                static (state, token) => state.Model.AttemptAsync(state.Request, token),
                (Model: this, Request: request),
                cancellationToken).ConfigureAwait(false);
        }
        catch (AttemptFailure failure)
        {
            if (failure.Error.ErrorId is ErrorIds.ChatNotAuthorized)
            {
                Volatile.Write(ref _refusal, failure.Error);
            }

            throw failure.Error;
        }
        catch (TimeoutRejectedException)
        {
            throw ChatErrors.Unavailable(string.Create(
                CultureInfo.InvariantCulture, $"did not answer within {_options.Timeout.TotalSeconds:0.###} seconds"), _options);
        }
        catch (BrokenCircuitException)
        {
            throw ChatErrors.Unavailable("failed several times in a row and is not asked for a minute", _options);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
    }

    private async ValueTask<ChatResponse> AttemptAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        decimal hold = _budget.Hold(request);
        bool booked = false;
        try
        {
            using BinaryContent content = BinaryContent.Create(ChatProtocol.Body(request, _options));
            RequestOptions options = new()
            {
                CancellationToken = cancellationToken,
                ErrorOptions = ClientErrorBehaviors.NoThrow,
            };
            ClientResult result = await _client.CompleteChatAsync(content, options).ConfigureAwait(false);
            using PipelineResponse response = result.GetRawResponse();
            if (response.Status is < 200 or >= 300)
            {
                // Turned down: providers do not charge for it.
                _budget.Release(hold);
                booked = true;
                throw ChatErrors.OfStatus(response, _options, _key, _clock.GetUtcNow());
            }

            ChatProtocol.Answer answer = ChatProtocol.Read(response.Content, request);
            decimal? cost = _budget.Settle(hold, answer.InputTokens, answer.OutputTokens);
            booked = true;
            return answer.Fault is { } fault
                ? throw new AttemptFailure(ChatErrors.Invalid(fault), passing: false)
                : new ChatResponse(answer.Text, answer.InputTokens, answer.OutputTokens, cost);
        }
        catch (Exception error) when (ChatErrors.Network(error) is { } network)
        {
            if (network.NeverSent)
            {
                _budget.Release(hold);
                booked = true;
            }

            throw new AttemptFailure(ChatErrors.Unavailable(network.Reason, _options), passing: true);
        }
        catch (Exception error) when (ChatErrors.IsIdentity(error))
        {
            _budget.Release(hold);
            booked = true;
            throw new AttemptFailure(ChatErrors.NoIdentity(_options), passing: false);
        }
        finally
        {
            if (!booked)
            {
                _budget.Forfeit(hold);
            }
        }
    }
}
