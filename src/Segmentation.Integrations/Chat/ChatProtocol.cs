using System;
using System.Buffers;
using System.Text.Json;
using Segmentation.Chat;

namespace Segmentation.Integrations.Chat;

/// <summary>Requests and answers of the chat-completions protocol.</summary>
internal static class ChatProtocol
{
    /// <summary>An answer; a fault says why its text cannot be used although it was charged.</summary>
    public sealed record Answer(string Text, long InputTokens, long OutputTokens, string? Fault);

    public static BinaryData Body(ChatRequest request, ChatServerOptions options)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", options.Model);
            json.WriteStartArray("messages");
            Message(json, "system", request.System);
            Message(json, "user", request.User);
            json.WriteEndArray();

            // Newer models know only the first name, servers of others only the second.
            bool own = ChatModels.IsOpenAI(options) || ChatModels.IsAzure(options);
            json.WriteNumber(own ? "max_completion_tokens" : "max_tokens", request.MaximumOutputTokens);
            if (request.Temperature is { } temperature)
            {
                json.WriteNumber("temperature", temperature);
            }

            json.WriteBoolean("stream", false);
            json.WriteStartObject("response_format");
            json.WriteString("type", "json_schema");
            json.WriteStartObject("json_schema");
            json.WriteString("name", request.SchemaName);
            json.WriteBoolean("strict", true);
            json.WritePropertyName("schema");
            json.WriteRawValue(request.Schema);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    /// <summary>The answer of a server.</summary>
    /// <exception cref="AttemptFailure">The answer is not one of the protocol.</exception>
    public static Answer Read(BinaryData content, ChatRequest request)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content.ToMemory());
            JsonElement root = document.RootElement;
            (long input, long output) = Tokens(root, request);
            JsonElement choice = root.GetProperty("choices")[0];
            JsonElement message = choice.GetProperty("message");
            string? fault = Text(choice, "finish_reason") switch
            {
                "length" => "the answer was cut off at the most tokens it may have",
                "content_filter" => "the provider's filter withheld the answer",
                _ => message.TryGetProperty("refusal", out JsonElement refusal) && refusal.ValueKind == JsonValueKind.String
                    ? "the model refused to answer"
                    : null,
            };
            string? text = Text(message, "content");
            return new Answer(text ?? "", input, output, fault ?? (text is null ? "the answer has no text" : null));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException
            or System.Collections.Generic.KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            throw new AttemptFailure(ChatErrors.Invalid("the server's answer is not one of a chat model"), passing: false);
        }
    }

    /// <summary>The tokens counted; where a server does not count, the most there can have been.</summary>
    private static (long Input, long Output) Tokens(JsonElement root, ChatRequest request) =>
        root.TryGetProperty("usage", out JsonElement usage) && usage.ValueKind == JsonValueKind.Object
        && usage.TryGetProperty("prompt_tokens", out JsonElement input) && input.TryGetInt64(out long sent) && sent >= 0
        && usage.TryGetProperty("completion_tokens", out JsonElement output)
        && output.TryGetInt64(out long received) && received >= 0
            ? (sent, received)
            : (request.MaximumInputTokens, request.MaximumOutputTokens);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static void Message(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }
}
