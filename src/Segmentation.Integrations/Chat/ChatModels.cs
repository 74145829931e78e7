#pragma warning disable OPENAI001 // Ways to authenticate other than a bearer key are marked as in evaluation.
using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http;
using Azure.Core;
using Azure.Identity;
using OpenAI;
using OpenAI.Chat;
using Segmentation.Chat;

namespace Segmentation.Integrations.Chat;

/// <summary>Opens chat models: OpenAI, Azure OpenAI's v1 endpoint, or any server that speaks the same protocol.</summary>
public static class ChatModels
{
    private const string AzureScope = "https://cognitiveservices.azure.com/.default";
    private static readonly Uri s_openAI = new("https://api.openai.com/v1");

    /// <summary>Opens a model. Nothing is sent before the first call.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.ChatNotAuthorized"/>: no key; <see cref="ErrorIds.InvalidOption"/>: an unusable address;
    /// <see cref="ErrorIds.ChatPriceUnknown"/>: a cost limit without a price.
    /// </exception>
    public static OpenAIChatModel Open(ChatServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Open(options, credential: null, new SocketsHttpHandler { AllowAutoRedirect = false }, TimeProvider.System);
    }

    internal static OpenAIChatModel Open(
        ChatServerOptions options, TokenCredential? credential, HttpMessageHandler network, TimeProvider clock)
    {
        bool azure = IsAzure(options);
        Uri endpoint = EndpointOf(options);
        string? key = KeyOf(options);
        AuthenticationPolicy authentication = (azure, key) switch
        {
            (true, { }) => ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(new ApiKeyCredential(key), "api-key"),
            (true, null) => new BearerTokenPolicy(credential ?? new DefaultAzureCredential(), AzureScope),
            (false, { }) => ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(key)),
            _ => new NoAuthentication(),
        };
        HttpClient http = new(new AnswerLimit(network), disposeHandler: true)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        ChatClient client = new(options.Model, authentication, new OpenAIClientOptions
        {
            Endpoint = endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = System.Threading.Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        });
        ChatPrice? price = PriceOf(options);
        return new OpenAIChatModel(
            client, http, options, endpoint, new ChatBudget(price, options.MaximumCost), price, key, clock);
    }

    /// <summary>What a model's tokens cost: as given, else the list price where the provider's own server is asked.</summary>
    public static ChatPrice? PriceOf(ChatServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Price ?? (IsAzure(options) || IsOpenAI(options) ? ChatPrice.Find(options.Model) : null);
    }

    internal static bool IsOpenAI(ChatServerOptions options) => !IsAzure(options)
        && (options.Endpoint is null || string.Equals(options.Endpoint.Host, s_openAI.Host, StringComparison.OrdinalIgnoreCase));

    internal static bool IsAzure(ChatServerOptions options) =>
        string.Equals(options.Provider, "AzureOpenAI", StringComparison.Ordinal);

    /// <summary>The key given, else that of the environment, which goes to the provider's own server only.</summary>
    private static string? KeyOf(ChatServerOptions options)
    {
        string? key = options.Key
            ?? (IsAzure(options) ? Environment.GetEnvironmentVariable("AZURE_OPENAI_API_KEY")
                : IsOpenAI(options) ? Environment.GetEnvironmentVariable("OPENAI_API_KEY")
                : null);
        if (string.IsNullOrWhiteSpace(key))
        {
            return IsOpenAI(options)
                ? throw new SegmentationException(
                    ErrorIds.ChatNotAuthorized,
                    ErrorKind.InvalidArgument,
                    "There is no key for OpenAI.",
                    "Set the environment variable OPENAI_API_KEY, or give -ApiKey as a SecureString.")
                : null;
        }

        Uri endpoint = EndpointOf(options);
        return endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback
            ? key.Trim()
            : throw Unusable(endpoint, "a key is sent over https only, or to this machine");
    }

    private static Uri EndpointOf(ChatServerOptions options)
    {
        Uri? endpoint = options.Endpoint;
        if (endpoint is null)
        {
            return IsAzure(options)
                ? throw new SegmentationException(
                    ErrorIds.InvalidOption,
                    ErrorKind.InvalidArgument,
                    "Azure OpenAI has no address of its own.",
                    "Give that of the resource: -Endpoint https://name.openai.azure.com.")
                : s_openAI;
        }

        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp)
            || endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0)
        {
            throw Unusable(endpoint, "it has to start with http:// or https:// and hold no user and no query");
        }

        if (!IsAzure(options))
        {
            return endpoint;
        }

        if (endpoint.Scheme != Uri.UriSchemeHttps)
        {
            throw Unusable(endpoint, "Azure OpenAI is spoken to over https only");
        }

        return endpoint.AbsolutePath.Trim('/').Length > 0 ? endpoint : new Uri(endpoint, "openai/v1");
    }

    private static SegmentationException Unusable(Uri endpoint, string reason) => new(
        ErrorIds.InvalidOption,
        ErrorKind.InvalidArgument,
        $"The endpoint at '{(endpoint.IsAbsoluteUri ? endpoint.Host : endpoint.OriginalString)}' cannot be used: {reason}.",
        "Correct -Endpoint.",
        endpoint.IsAbsoluteUri ? endpoint.Host : null);
}
