using System.Collections.Generic;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>What is said to a model, and what it may say: in files that a user can put their own beside.</summary>
/// <param name="Templates">The template of each prompt.</param>
/// <param name="Vocabulary">The words that an answer may use without evidence.</param>
public sealed record PromptFiles(IReadOnlyDictionary<ExplanationPrompt, PromptTemplate> Templates, Vocabulary Vocabulary)
{
    /// <summary>What is shipped.</summary>
    public static PromptFiles Shipped { get; } = new(PromptTemplate.All(), Vocabulary.Shipped);
}
