using System.Threading;
using System.Threading.Tasks;

namespace Segmentation.Chat;

/// <summary>A model that answers in text.</summary>
public interface IChatModel
{
    /// <summary>Who runs it: <c>OpenAI</c>.</summary>
    string Provider { get; }

    /// <summary>The model's name at the provider.</summary>
    string Model { get; }

    /// <summary>
    /// What besides the request decides an answer: provider, server and model, without secrets. Part of a cache key.
    /// </summary>
    string Identity { get; }

    /// <summary>What its tokens cost; null when that is not known.</summary>
    ChatPrice? Price { get; }

    /// <summary>Answers a request. Safe to call from many threads at once.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.ChatNotAuthorized"/>, <see cref="ErrorIds.ChatUnavailable"/>,
    /// <see cref="ErrorIds.ChatRefused"/>, <see cref="ErrorIds.ChatAnswerInvalid"/> or
    /// <see cref="ErrorIds.ChatBudgetExhausted"/>.
    /// </exception>
    Task<ChatResponse> CompleteAsync(ChatRequest request, CancellationToken cancellationToken);
}

/// <summary>Answers that were paid for before.</summary>
public interface IChatCache
{
    /// <summary>The answer kept under a key; null when there is none that can be read.</summary>
    ChatResponse? Find(string key);

    /// <summary>Keeps an answer.</summary>
    void Keep(string key, ChatResponse response);
}
