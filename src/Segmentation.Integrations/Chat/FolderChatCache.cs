using System;
using System.IO;
using System.Text.Json;
using Segmentation.Chat;
using Segmentation.Integrations.Files;

namespace Segmentation.Integrations.Chat;

/// <summary>Keeps answers as files in a folder, one each, named by the hash of their question.</summary>
public sealed class FolderChatCache : IChatCache
{
    private const int Version = 1;
    private readonly string _folder;

    /// <summary>Opens a folder; it is made when it does not exist.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.FileNotWritable"/>.</exception>
    public FolderChatCache(string folder)
    {
        _folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotWritable,
                ErrorKind.NotReadable,
                $"The folder '{folder}' cannot be made: {error.Message}",
                "Give another folder with -CachePath.",
                folder,
                error);
        }
    }

    /// <inheritdoc/>
    public ChatResponse? Find(string key)
    {
        try
        {
            FileInfo file = new(FileOf(key));
            if (!file.Exists || file.Length > AnswerLimit.MaximumBytes)
            {
                return null;
            }

            Entry? entry = JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(file.FullName));
            return entry is { Version: Version, Text: not null } && string.Equals(entry.Key, key, StringComparison.Ordinal)
                ? new ChatResponse(entry.Text, entry.InputTokens, entry.OutputTokens, Cost: 0)
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // A damaged entry is as good as none: the question is asked again, and the entry replaced.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Keep(string key, ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        Entry entry = new(Version, key, response.Text, response.InputTokens, response.OutputTokens);
        try
        {
            AtomicFile.Write(FileOf(key), force: true, stream => JsonSerializer.Serialize(stream, entry));
        }
        catch (SegmentationException)
        {
            // The answer was paid for and is used; that it cannot be kept costs the next run a call.
        }
    }

    private string FileOf(string key) => Path.Combine(_folder, key + ".json");

    private sealed record Entry(int Version, string Key, string Text, long InputTokens, long OutputTokens);
}
