using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Segmentation.Clv;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Segmentation.Rules;
using Xunit;

namespace Segmentation.Tests.Profiles;

public sealed class ProfileDefinitionsTests
{
    /// <summary>Set <c>UPDATE_DOCS=1</c> and run this test to write the document anew.</summary>
    [Fact]
    public void The_document_says_what_the_declarations_say()
    {
        string path = Path.Combine(Root(), "docs", "definitions.md");
        string expected = ProfileDefinitions.ToMarkdown(
            (
                "Value and churn",
                "Added by the value model; see [value-models.md](value-models.md).",
                ValueColumns.Declare(new ValueOptions())),
            (
                "RFM and traits",
                "Added by the scores and rules; see [rules.md](rules.md).",
                [.. Added().Columns.Where(column => column.Description.Length > 0)]));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static ProfileTable Added()
    {
        double[] one = [1];
        Dictionary<string, double[]> numbers = new(StringComparer.Ordinal)
        {
            ["DaysSinceLastPurchase"] = one, ["OrderCount"] = one, ["NetRevenue"] = one,
        };
        ProfileTable table = new(
            ["a"], DateTimeOffset.UnixEpoch, [], numbers, new Dictionary<string, TextValues>(StringComparer.Ordinal));
        ProfileTable scored = RfmSegmentation.Apply(table).Profiles;
        return TraitExtraction.Apply(scored).AddTo(scored);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Segmentation.sln")))
        {
            folder = folder.Parent;
        }

        Assert.SkipWhen(folder is null, "not run from a checkout: docs/ not found");
        return folder!.FullName;
    }
}
