using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Segmentation.Tests.Chat;

/// <summary>A chat server on the loopback address: answers as told, one behaviour per request.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script = new();
    private Func<HttpContext, Task> _then = context => Answer(context, "{}");
    private int _running;

    private ChatServer(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string? Authorization, string? ApiKey, JsonElement Body)> Requests { get; } = new();

    public int MostAtOnce { get; private set; }

    public Uri Address => new(_app.Urls.Single() + "/v1");

    public static async Task<ChatServer> StartAsync(bool https = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (https)
            {
                listen.UseHttps(TestCertificate.Create());
            }
        }));
        WebApplication app = builder.Build();
        ChatServer server = new(app);
        app.Run(server.ServeAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>What the next request gets.</summary>
    public ChatServer Next(Func<HttpContext, Task> behaviour, int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            _script.Enqueue(behaviour);
        }

        return this;
    }

    /// <summary>What all later requests get.</summary>
    public ChatServer Then(Func<HttpContext, Task> behaviour)
    {
        _then = behaviour;
        return this;
    }

    public static Task Answer(HttpContext context, string text, int sent = 100, int received = 50, string finish = "stop") =>
        Raw(context, JsonSerializer.Serialize(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion",
            model = "test",
            choices = new[] { new { index = 0, message = new { role = "assistant", content = text }, finish_reason = finish } },
            usage = new { prompt_tokens = sent, completion_tokens = received, total_tokens = sent + received },
        }));

    public static async Task Raw(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }

    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null, string message = "no") => async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        await Raw(context, JsonSerializer.Serialize(new { error = new { message, code = "x" } }));
    };

    /// <summary>Promises more than it sends, and hangs up.</summary>
    public static async Task Cut(HttpContext context)
    {
        context.Response.ContentLength = 5000;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"id\":\"chatcmpl-1\",\"choi"));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>Never answers.</summary>
    public static Task Hang(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        int running = Interlocked.Increment(ref _running);
        MostAtOnce = Math.Max(MostAtOnce, running);
        try
        {
            using StreamReader reader = new(context.Request.Body);
            JsonElement body = JsonDocument.Parse(await reader.ReadToEndAsync()).RootElement;
            Requests.Enqueue((
                context.Request.Path,
                context.Request.Headers.Authorization,
                context.Request.Headers["api-key"],
                body));
            await (_script.TryDequeue(out Func<HttpContext, Task>? next) ? next : _then)(context);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client left.
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
