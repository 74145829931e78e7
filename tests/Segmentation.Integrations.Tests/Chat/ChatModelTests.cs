using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Segmentation.Chat;
using Segmentation.Integrations.Chat;
using Xunit;

namespace Segmentation.Tests.Chat;

/// <summary>The chat client against a real server.</summary>
public sealed class ChatModelTests
{
    private const string Secret = "sk-test-4711-secret";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private static readonly ChatPrice s_price = new(2, 8);
    private readonly ImpatientClock _clock = new(s_limit);

    private static ChatRequest Question => new()
    {
        System = "system words",
        User = "user words",
        SchemaName = "Form",
        Schema = """{"type":"object","properties":{},"required":[],"additionalProperties":false}""",
        MaximumOutputTokens = 100,
    };

    [Fact]
    public async Task An_answer_comes_with_its_tokens_and_exact_cost()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Next(c => ChatServer.Answer(c, "hello", 1234, 56));
        using OpenAIChatModel model = Open(server);

        ChatResponse response = await model.CompleteAsync(Question, CancellationToken.None);

        Assert.Equal(new ChatResponse("hello", 1234, 56, ((1234 * 2m) + (56 * 8m)) / 1_000_000), response);
        Assert.Equal((1, 1234L, 56L, response.Cost), (model.Usage.Calls, model.Usage.InputTokens, model.Usage.OutputTokens, model.Usage.Cost));
        (string path, string? authorization, _, JsonElement body) = Assert.Single(server.Requests);
        Assert.Equal("/v1/chat/completions", path);
        Assert.Equal("Bearer " + Secret, authorization);
        Assert.Equal("system words", body.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal("user words", body.GetProperty("messages")[1].GetProperty("content").GetString());
        Assert.False(body.GetProperty("stream").GetBoolean());
        Assert.Equal(100, body.GetProperty("max_tokens").GetInt32());
        Assert.Equal("Form", body.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_server_without_a_key_is_sent_none()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        using OpenAIChatModel model = Open(server, o => o with { Key = null });

        await model.CompleteAsync(Question, CancellationToken.None);

        Assert.Null(Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task A_429_is_retried_after_the_time_that_the_server_asks_for()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Next(ChatServer.Status(429, "7"));
        using OpenAIChatModel model = Open(server);

        await model.CompleteAsync(Question, CancellationToken.None);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(_clock.Waits));
        Assert.Equal(1, model.Usage.Calls);
        Assert.Equal(0, model.UnansweredCost);
    }

    [Fact]
    public async Task A_server_that_asks_for_an_hour_is_not_waited_for()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Then(ChatServer.Status(429, "3600"));
        using OpenAIChatModel model = Open(server);

        SegmentationException error = await FailAsync(model);

        Assert.Equal(ErrorIds.ChatUnavailable, error.ErrorId);
        Assert.Contains("3600 seconds", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task Two_failures_and_a_success_are_three_attempts_and_one_paid_call(int status)
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Next(ChatServer.Status(status), times: 2);
        using OpenAIChatModel model = Open(server);

        await model.CompleteAsync(Question, CancellationToken.None);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(1, model.Usage.Calls);
        Assert.Equal(2, _clock.Waits.Count);
    }

    [Fact]
    public async Task After_the_last_retry_the_server_is_unavailable()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Then(ChatServer.Status(500));
        using OpenAIChatModel model = Open(server);

        Assert.Equal(ErrorIds.ChatUnavailable, (await FailAsync(model)).ErrorId);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(0, model.Usage.Calls);
    }

    [Fact]
    public async Task After_many_failures_in_a_row_the_server_is_left_alone()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Then(ChatServer.Status(500));
        using OpenAIChatModel model = Open(server, o => o with { MaximumConcurrency = 1 });

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(ErrorIds.ChatUnavailable, (await FailAsync(model)).ErrorId);
        }

        Assert.Equal(8, server.Requests.Count);
    }

    [Fact]
    public async Task A_cut_connection_is_retried_and_counts_as_possibly_charged()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Next(ChatServer.Cut);
        using OpenAIChatModel model = Open(server);

        ChatResponse response = await model.CompleteAsync(Question, CancellationToken.None);

        Assert.Equal("{}", response.Text);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(s_price.MaximumOf(Question), model.UnansweredCost);
    }

    [Fact]
    public async Task A_server_that_is_not_there_costs_nothing()
    {
        Uri address;
        await using (ChatServer server = await ChatServer.StartAsync())
        {
            address = server.Address;
        }

        using OpenAIChatModel model = Open(address);

        SegmentationException error = await FailAsync(model);

        Assert.Equal(ErrorIds.ChatUnavailable, error.ErrorId);
        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, model.UnansweredCost);
    }

    [Fact]
    public async Task A_slow_server_is_given_up_at_the_limit()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Then(ChatServer.Hang);
        TimeSpan limit = TimeSpan.FromMilliseconds(50);
        using OpenAIChatModel model = Open(
            server.Address, o => o with { Timeout = limit, MaximumRetries = 1 }, new ImpatientClock(limit));

        SegmentationException error = await FailAsync(model);

        Assert.Equal(ErrorIds.ChatUnavailable, error.ErrorId);
        Assert.Contains("0.05 seconds", error.Message, StringComparison.Ordinal);
        Assert.Equal(2 * s_price.MaximumOf(Question), model.UnansweredCost);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_that_hangs()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Then(ChatServer.Hang);
        using OpenAIChatModel model = Open(server);
        using CancellationTokenSource stop = new();
        Task<ChatResponse> call = model.CompleteAsync(Question, stop.Token);
        while (server.Requests.IsEmpty)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("{\"choices\":[{\"message\":{\"content\":\"x")]
    [InlineData("[]")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("<html>busy</html>")]
    public async Task What_is_not_an_answer_of_the_protocol_is_said_to_be_none(string body)
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Then(c => ChatServer.Raw(c, body));
        using OpenAIChatModel model = Open(server);

        Assert.Equal(ErrorIds.ChatAnswerInvalid, (await FailAsync(model)).ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_streams_although_it_was_asked_not_to_is_no_chat_server_and_costs_its_hold()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Then(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n");
        });
        using OpenAIChatModel model = Open(server);

        Assert.Equal(ErrorIds.ChatAnswerInvalid, (await FailAsync(model)).ErrorId);
        Assert.Single(server.Requests);
        Assert.Equal(s_price.MaximumOf(Question), model.UnansweredCost);
    }

    [Fact]
    public async Task An_answer_in_small_pieces_is_read_whole()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Next(async context =>
        {
            context.Response.ContentType = "application/json";
            foreach (char c in """{"choices":[{"finish_reason":"stop","message":{"content":"slow"}}],"usage":{"prompt_tokens":7,"completion_tokens":3}}""")
            {
                await context.Response.WriteAsync(c.ToString());
                await context.Response.Body.FlushAsync();
            }
        });
        using OpenAIChatModel model = Open(server);

        Assert.Equal(new ChatResponse("slow", 7, 3, s_price.Of(7, 3)), await model.CompleteAsync(Question, CancellationToken.None));
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_is_paid_for_but_not_used()
    {
        await using ChatServer server = (await ChatServer.StartAsync())
            .Then(c => ChatServer.Answer(c, "half", finish: "length"));
        using OpenAIChatModel model = Open(server);

        Assert.Equal(ErrorIds.ChatAnswerInvalid, (await FailAsync(model)).ErrorId);
        Assert.Equal((1, 100L, 50L), (model.Usage.Calls, model.Usage.InputTokens, model.Usage.OutputTokens));
    }

    [Fact]
    public async Task Ten_megabytes_are_not_read_to_their_end()
    {
        await using ChatServer server = (await ChatServer.StartAsync()).Then(async context =>
        {
            byte[] block = Encoding.ASCII.GetBytes(new string('x', 1 << 16));
            for (int i = 0; i < 160; i++)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        using OpenAIChatModel model = Open(server);

        SegmentationException error = await FailAsync(model);

        Assert.Equal(ErrorIds.ChatAnswerInvalid, error.ErrorId);
        Assert.Contains("larger than 1 MB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_told_once_and_never_shown()
    {
        await using ChatServer server = (await ChatServer.StartAsync())
            .Then(ChatServer.Status(401, message: "Incorrect API key provided: " + Secret));
        using OpenAIChatModel model = Open(server, o => o with { MaximumConcurrency = 1 });

        for (int i = 0; i < 3; i++)
        {
            SegmentationException error = await FailAsync(model);
            Assert.Equal(ErrorIds.ChatNotAuthorized, error.ErrorId);
            Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        }

        Assert.Single(server.Requests);
        Assert.DoesNotContain(Secret, model.Identity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_request_says_why_without_the_key()
    {
        await using ChatServer server = (await ChatServer.StartAsync())
            .Then(ChatServer.Status(404, message: $"The model does not exist for {Secret}\u0007"));
        using OpenAIChatModel model = Open(server);

        SegmentationException error = await FailAsync(model);

        Assert.Equal(ErrorIds.ChatRefused, error.ErrorId);
        Assert.Contains("The model does not exist for (key)", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_budget_is_checked_before_each_attempt_by_the_most_it_can_cost()
    {
        await using ChatServer server = await ChatServer.StartAsync();
        decimal worst = s_price.MaximumOf(Question);
        decimal actual = s_price.Of(100, 50);
        using OpenAIChatModel model = Open(server, o => o with { MaximumCost = worst + actual, MaximumConcurrency = 1 });

        await model.CompleteAsync(Question, CancellationToken.None);
        await model.CompleteAsync(Question, CancellationToken.None);
        SegmentationException error = await FailAsync(model);

        Assert.Equal(ErrorIds.ChatBudgetExhausted, error.ErrorId);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(2 * actual, model.Usage.Cost);
    }

    [Fact]
    public async Task No_more_calls_run_at_once_than_allowed()
    {
        using SemaphoreSlim gate = new(0);
        await using ChatServer server = (await ChatServer.StartAsync()).Then(async context =>
        {
            await gate.WaitAsync(context.RequestAborted);
            await ChatServer.Answer(context, "{}");
        });
        using OpenAIChatModel model = Open(server, o => o with { MaximumConcurrency = 3 });
        Task<ChatResponse>[] calls = [.. Enumerable.Range(0, 12).Select(_ => model.CompleteAsync(Question, CancellationToken.None))];
        gate.Release(12);
        await Task.WhenAll(calls);

        Assert.InRange(server.MostAtOnce, 1, 3);
        Assert.Equal(12, model.Usage.Calls);
        Assert.Equal(1200, model.Usage.InputTokens);
    }

    private static Task<SegmentationException> FailAsync(OpenAIChatModel model) =>
        Assert.ThrowsAsync<SegmentationException>(() => model.CompleteAsync(Question, CancellationToken.None));

    private OpenAIChatModel Open(ChatServer server, Func<ChatServerOptions, ChatServerOptions>? change = null) =>
        Open(server.Address, change);

    private OpenAIChatModel Open(
        Uri address, Func<ChatServerOptions, ChatServerOptions>? change = null, ImpatientClock? clock = null)
    {
        ChatServerOptions options = new()
        {
            Provider = "OpenAI", Model = "test", Endpoint = address, Key = Secret, Price = s_price, Timeout = s_limit,
        };
        return ChatModels.Open(
            change?.Invoke(options) ?? options, null, new SocketsHttpHandler { AllowAutoRedirect = false }, clock ?? _clock);
    }
}
