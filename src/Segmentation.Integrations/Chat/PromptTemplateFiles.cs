using System;
using System.Collections.Generic;
using System.IO;
using Segmentation.Explanation;
using Segmentation.Segments;

namespace Segmentation.Integrations.Chat;

/// <summary>Prompt templates of the user's own, as files in a folder.</summary>
public static class PromptTemplateFiles
{
    /// <summary>Reads the templates of a folder: any of the four files, at least one.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FolderNotFound"/> or <see cref="ErrorIds.InvalidTemplate"/>.
    /// </exception>
    public static IReadOnlyList<PromptTemplate> Read(string folder)
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
            FileInfo file = new(Path.Combine(folder, PromptTemplate.FileName(prompt)));
            if (file.Exists)
            {
                // Four bytes a character at most; what is longer is not read.
                string text = file.Length > 4 * PromptTemplate.MaximumLength
                    ? new string(' ', PromptTemplate.MaximumLength + 1)
                    : File.ReadAllText(file.FullName);
                templates.Add(PromptTemplate.Read(prompt, text, file.Name));
            }
        }

        return templates.Count > 0 ? templates : throw new SegmentationException(
            ErrorIds.InvalidTemplate,
            ErrorKind.NotFound,
            $"There is no prompt template in '{folder}'.",
            $"Name the files {PromptTemplate.FileName(ExplanationPrompt.BusinessTranslation)} and so on.",
            folder);
    }
}
