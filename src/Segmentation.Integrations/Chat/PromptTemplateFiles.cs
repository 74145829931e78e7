using System;
using System.Collections.Generic;
using System.IO;
using Segmentation.Explanation;
using Segmentation.Segments;

namespace Segmentation.Integrations.Chat;

/// <summary>Prompt templates and plain words of the user's own, as files in a folder.</summary>
public static class PromptTemplateFiles
{
    /// <summary>Reads the files of a folder: any of the four templates, more words, at least one of these.</summary>
    /// <returns>The shipped templates and words, with the user's own in place of theirs or beside them.</returns>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FolderNotFound"/> or <see cref="ErrorIds.InvalidTemplate"/>.
    /// </exception>
    public static PromptFiles Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new SegmentationException(
                ErrorIds.FolderNotFound,
                ErrorKind.NotFound,
                $"The folder '{folder}' does not exist.",
                "Give the folder of your prompt templates with -TemplatePath.",
                folder);
        }

        List<PromptTemplate> templates = [];
        foreach (ExplanationPrompt prompt in Enum.GetValues<ExplanationPrompt>())
        {
            string name = PromptTemplate.FileName(prompt);
            if (TextOf(folder, name, PromptTemplate.MaximumLength) is { } text)
            {
                templates.Add(PromptTemplate.Read(prompt, text, name));
            }
        }

        string? words = TextOf(folder, Vocabulary.FileName, Vocabulary.MaximumLength);
        return templates.Count > 0 || words is not null
            ? new PromptFiles(
                PromptTemplate.All(templates),
                words is null ? Vocabulary.Shipped : Vocabulary.Shipped.With(words, Vocabulary.FileName))
            : throw new SegmentationException(
                ErrorIds.InvalidTemplate,
                ErrorKind.NotFound,
                $"There is no prompt template in '{folder}', and no file of words.",
                $"Name the files {PromptTemplate.FileName(ExplanationPrompt.BusinessTranslation)} and so on, or {Vocabulary.FileName}.",
                folder);
    }

    // Four bytes a character at most; what is longer is not read.
    private static string? TextOf(string folder, string name, int maximumLength)
    {
        FileInfo file = new(Path.Combine(folder, name));
        return !file.Exists ? null
            : file.Length > 4 * maximumLength ? new string(' ', maximumLength + 1)
            : File.ReadAllText(file.FullName);
    }
}
