using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Segmentation.Chat;
using Segmentation.Integrations.Chat;
using Xunit;

namespace Segmentation.Tests.Chat;

/// <summary>Who is asked, as whom, and what is refused before anybody is.</summary>
public sealed class ChatServerOptionsTests
{
    private const string Secret = "sk-test-4711-secret";

    [Fact]
    public async Task Azure_is_asked_by_key_and_by_identity()
    {
        await using ChatServer server = await ChatServer.StartAsync(https: true);
        ImpatientClock clock = new(TimeSpan.FromSeconds(20));
        ChatRequest question = new()
        {
            System = "system words",
            User = "user words",
            SchemaName = "Form",
            Schema = """{"type":"object","properties":{},"required":[],"additionalProperties":false}""",
            MaximumOutputTokens = 100,
        };
        ChatServerOptions options = new()
        {
            Provider = "AzureOpenAI", Model = "my-deployment", Endpoint = new Uri(server.Address, "/"), Key = Secret, Price = new ChatPrice(2, 8),
        };
        using (OpenAIChatModel byKey = ChatModels.Open(options, null, Trusting(), clock))
        {
            await byKey.CompleteAsync(question, CancellationToken.None);
        }

        using OpenAIChatModel byIdentity = ChatModels.Open(options with { Key = null }, new FixedToken(), Trusting(), clock);
        await byIdentity.CompleteAsync(question, CancellationToken.None);

        Assert.Equal([Secret, null], server.Requests.Select(r => r.ApiKey));
        Assert.Equal([null, "Bearer a-token"], server.Requests.Select(r => r.Authorization));
        Assert.All(server.Requests, r => Assert.Equal("/openai/v1/chat/completions", r.Path));
        Assert.All(server.Requests, r => Assert.Equal(100, r.Body.GetProperty("max_completion_tokens").GetInt32()));
    }

    [Theory]
    [InlineData("OpenAI", "http://example.com/v1", ErrorIds.InvalidOption)]
    [InlineData("OpenAI", "ftp://localhost/v1", ErrorIds.InvalidOption)]
    [InlineData("OpenAI", "https://user:pass@localhost/v1", ErrorIds.InvalidOption)]
    [InlineData("AzureOpenAI", "http://localhost", ErrorIds.InvalidOption)]
    [InlineData("AzureOpenAI", null, ErrorIds.InvalidOption)]
    public void An_unsafe_address_is_refused(string provider, string? endpoint, string errorId)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => ChatModels.Open(new ChatServerOptions
        {
            Provider = provider, Model = "m", Endpoint = endpoint is null ? null : new Uri(endpoint), Key = Secret,
        }));

        Assert.Equal(errorId, error.ErrorId);
        Assert.DoesNotContain("pass", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_without_a_price_is_refused()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => ChatModels.Open(new ChatServerOptions
        {
            Provider = "OpenAI", Model = "llama3.1", Endpoint = new Uri("http://localhost:1/v1"), MaximumCost = 1,
        }));

        Assert.Equal(ErrorIds.ChatPriceUnknown, error.ErrorId);
    }

#pragma warning disable CA5359 // The server of the test has a certificate that nobody signed.
    private static SocketsHttpHandler Trusting() => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    };
#pragma warning restore CA5359

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("a-token", DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
