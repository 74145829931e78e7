using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using Azure.Identity;

namespace Segmentation.Integrations.Chat;

/// <summary>What goes wrong with a chat server, in words that hold no key and no answer.</summary>
internal static class ChatErrors
{
    private const int MaximumDetail = 200;

    public static AttemptFailure OfStatus(
        PipelineResponse response, ChatServerOptions options, string? key, DateTimeOffset now)
    {
        int status = response.Status;
        string code = status.ToString(CultureInfo.InvariantCulture);
        if (status is 401 or 403)
        {
            return new AttemptFailure(
                new SegmentationException(
                    ErrorIds.ChatNotAuthorized,
                    ErrorKind.InvalidArgument,
                    $"{options.Provider} did not accept the key or identity (status {code}).",
                    "Check the key, and that it may use the model."),
                passing: false);
        }

        if (status is 408 or 429 or >= 500)
        {
            TimeSpan? wait = RetryAfter(response, now);
            bool tooLong = wait > ChatResilience.MaximumWait;
            string asks = tooLong
                ? string.Create(CultureInfo.InvariantCulture, $" and asks to wait {wait!.Value.TotalSeconds:0} seconds")
                : "";
            return new AttemptFailure(
                Unavailable($"answered with status {code}{asks}", options), passing: !tooLong, retryAfter: wait);
        }

        return new AttemptFailure(
            new SegmentationException(
                ErrorIds.ChatRefused,
                ErrorKind.InvalidArgument,
                $"{options.Provider} refused the request with status {code}{Detail(response.Content, key)}.",
                "Check the model, the deployment and the endpoint."),
            passing: false);
    }

    public static SegmentationException Unavailable(string what, ChatServerOptions options) => new(
        ErrorIds.ChatUnavailable,
        ErrorKind.NotReadable,
        $"{options.Provider} {what}.",
        "Check the network and the endpoint, or try again later.");

    public static SegmentationException Invalid(string fault) => new(
        ErrorIds.ChatAnswerInvalid,
        ErrorKind.InvalidData,
        fault,
        "Ask again, allow longer answers, or use another model.");

    public static SegmentationException NoIdentity(ChatServerOptions options) => new(
        ErrorIds.ChatNotAuthorized,
        ErrorKind.InvalidArgument,
        $"{options.Provider}: no identity of this machine or user could get a token.",
        "Sign in (az login), use a managed identity, or give a key with -ApiKey or AZURE_OPENAI_API_KEY.");

    public static bool IsIdentity(Exception error) => error is AuthenticationFailedException;

    /// <summary>What became of the connection; null when the error is another one.</summary>
    public static (string Reason, bool NeverSent)? Network(Exception error)
    {
        Exception? cause = error is ClientResultException { InnerException: { } inner } ? inner : error;
        return cause switch
        {
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            } => ("cannot be reached", true),
            HttpRequestException or IOException => ("cut the connection before it had answered", false),
            _ => null,
        };
    }

    private static TimeSpan? RetryAfter(PipelineResponse response, DateTimeOffset now)
    {
        if (response.Headers.TryGetValue("retry-after-ms", out string? exact)
            && double.TryParse(exact, NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds))
        {
            return Wait(milliseconds / 1000);
        }

        if (!response.Headers.TryGetValue("Retry-After", out string? value))
        {
            return null;
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? Wait(seconds)
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out DateTimeOffset until)
                ? Wait((until - now).TotalSeconds)
            : null;
    }

    private static TimeSpan? Wait(double seconds) =>
        double.IsFinite(seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400)) : null;

    /// <summary>What the server says, without the key, cut and made plain.</summary>
    private static string Detail(BinaryData content, string? key)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content.ToMemory());
            string? message = document.RootElement.GetProperty("error").GetProperty("message").GetString();
            if (string.IsNullOrWhiteSpace(message))
            {
                return "";
            }

            string plain = key is null ? message : message.Replace(key, "(key)", StringComparison.Ordinal);
            plain = new string([.. plain.Where(c => !char.IsControl(c))]);
            return ": " + (plain.Length > MaximumDetail ? plain[..MaximumDetail] + "\u2026" : plain).TrimEnd('.');
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException
            or System.Collections.Generic.KeyNotFoundException)
        {
            return "";
        }
    }
}
