using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Segmentation.Integrations.Chat;

/// <summary>Reads answers up to a limit: a server that sends without end must not fill the memory.</summary>
internal sealed class AnswerLimit(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Far more than any answer that was asked for.</summary>
    public const int MaximumBytes = 1 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            using MemoryStream kept = new();
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            byte[] buffer = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (kept.Length + read > MaximumBytes)
                {
                    throw new SegmentationException(
                        ErrorIds.ChatAnswerInvalid,
                        ErrorKind.InvalidData,
                        "The answer of the chat server is larger than 1 MB and was not read to its end.",
                        "Check that the endpoint is a chat server.");
                }

                await kept.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            ByteArrayContent content = new(kept.ToArray());
            content.Headers.ContentType = response.Content.Headers.ContentType;
            response.Content.Dispose();
            response.Content = content;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
