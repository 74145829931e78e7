using System;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Segmentation.Chat;
using Segmentation.Integrations.Chat;
using Xunit;

namespace Segmentation.Tests.Chat;

/// <summary>Serial, as it sets variables of the process and listens to its event sources.</summary>
[CollectionDefinition(nameof(AzureIdentityTests), DisableParallelization = true)]
public sealed class AzureIdentityTestsDefinition;

/// <summary>Azure OpenAI by the identity of the machine, with the platform's own token endpoint played by a real server.</summary>
[Collection(nameof(AzureIdentityTests))]
public sealed class AzureIdentityTests
{
    private const string Token = "token-of-the-machine-4711";
    private static readonly string[] s_variables = ["IDENTITY_ENDPOINT", "IDENTITY_HEADER", "AZURE_OPENAI_API_KEY", "AZURE_CLIENT_ID"];

    private static ChatRequest Question => new()
    {
        System = "s",
        User = "u",
        SchemaName = "Form",
        Schema = """{"type":"object","properties":{},"required":[],"additionalProperties":false}""",
    };

    [Fact]
    public async Task A_managed_identity_gets_its_token_from_the_platform_and_shows_it_to_the_resource_alone()
    {
        await using ChatServer server = await ChatServer.StartAsync(https: true);
        await using IdentityServer identity = await IdentityServer.StartAsync(Token);
        using Environments variables = new(s_variables, identity.Address, "secret-header", null, null);
        using EverythingLogged log = new();

        using (OpenAIChatModel model = Open(server))
        {
            await model.CompleteAsync(Question, CancellationToken.None);
            await model.CompleteAsync(Question, CancellationToken.None);
        }

        Assert.Equal(["Bearer " + Token, "Bearer " + Token], server.Requests.Select(r => r.Authorization));
        Assert.All(server.Requests, r => Assert.Null(r.ApiKey));
        Assert.All(server.Requests, r => Assert.Equal("/openai/v1/chat/completions", r.Path));
        (string resource, string? header) = Assert.Single(identity.Asked);
        Assert.Equal("https://cognitiveservices.azure.com", resource);
        Assert.Equal("secret-header", header);
        Assert.DoesNotContain(log.Lines, line => line.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_identity_that_the_platform_refuses_is_one_clear_error_and_no_call()
    {
        await using ChatServer server = await ChatServer.StartAsync(https: true);
        await using IdentityServer identity = await IdentityServer.StartAsync(token: null);

        // Tokens are kept for the life of a process: another identity has none yet.
        using Environments variables = new(s_variables, identity.Address, "secret-header", null, "an-identity-of-its-own");

        using OpenAIChatModel model = Open(server);
        SegmentationException error = await Assert.ThrowsAsync<SegmentationException>(
            () => model.CompleteAsync(Question, CancellationToken.None));

        Assert.Equal(ErrorIds.ChatNotAuthorized, error.ErrorId);
        Assert.Empty(server.Requests);
        Assert.DoesNotContain("secret-header", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, model.UnansweredCost);
    }

    [Fact]
    public async Task A_key_of_the_environment_reaches_its_own_server_and_no_log()
    {
        const string Key = "azure-key-4711-secret";
        await using ChatServer server = (await ChatServer.StartAsync(https: true))
            .Next(ChatServer.Status(500)).Next(ChatServer.Status(404, message: "no such deployment for " + Key));
        using Environments variables = new(s_variables, null, null, Key, null);
        using EverythingLogged log = new();

        using OpenAIChatModel model = Open(server);
        SegmentationException error = await Assert.ThrowsAsync<SegmentationException>(
            () => model.CompleteAsync(Question, CancellationToken.None));

        Assert.Equal([Key, Key], server.Requests.Select(r => r.ApiKey));
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, model.Identity, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains(Key, StringComparison.Ordinal));
    }

#pragma warning disable CA5359 // The server of the test has a certificate that nobody signed.
    private static OpenAIChatModel Open(ChatServer server) => ChatModels.Open(
        new ChatServerOptions
        {
            Provider = "AzureOpenAI", Model = "d", Endpoint = new Uri(server.Address, "/"), Price = new ChatPrice(1, 1),
        },
        null,
        new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } },
        new ImpatientClock(TimeSpan.FromSeconds(60)));
#pragma warning restore CA5359

    /// <summary>The token endpoint that App Service, Functions and containers offer on the loopback address.</summary>
    private sealed class IdentityServer(WebApplication app) : IAsyncDisposable
    {
        public List<(string Resource, string? Header)> Asked { get; } = [];

        public string Address => app.Urls.Single() + "/msi/token";

        public static async Task<IdentityServer> StartAsync(string? token)
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            WebApplication app = builder.Build();
            IdentityServer server = new(app);
            app.Run(async context =>
            {
                server.Asked.Add((context.Request.Query["resource"].ToString(), context.Request.Headers["X-IDENTITY-HEADER"]));
                context.Response.ContentType = "application/json";
                context.Response.StatusCode = token is null ? 400 : 200;
                await context.Response.WriteAsync(token is null
                    ? """{"statusCode":400,"message":"No User Assigned or Delegated Managed Identity found"}"""
                    : $$"""{"access_token":"{{token}}","expires_on":"{{DateTimeOffset.UtcNow.AddHours(2).ToUnixTimeSeconds()}}","resource":"https://cognitiveservices.azure.com","token_type":"Bearer"}""");
            });
            await app.StartAsync();
            return server;
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }

    private sealed class Environments : IDisposable
    {
        private readonly Dictionary<string, string?> _before;

        public Environments(string[] names, params string?[] values)
        {
            _before = names.ToDictionary(name => name, Environment.GetEnvironmentVariable, StringComparer.Ordinal);
            for (int i = 0; i < names.Length; i++)
            {
                Environment.SetEnvironmentVariable(names[i], values[i]);
            }
        }

        public void Dispose()
        {
            foreach ((string name, string? value) in _before)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }

    /// <summary>Everything that the packages and the network stack log, at the most verbose level.</summary>
    private sealed class EverythingLogged : EventListener
    {
        private readonly Lock _lock = new();
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lock)
                {
                    return [.. _lines];
                }
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("Azure", StringComparison.Ordinal)
                || eventSource.Name.StartsWith("System-ClientModel", StringComparison.Ordinal)
                || eventSource.Name.StartsWith("System.Net.", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            lock (_lock)
            {
                _lines.Add(eventData.EventName + " " + string.Join(' ', eventData.Payload ?? (IEnumerable<object?>)[]));
            }
        }
    }
}
