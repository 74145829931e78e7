using System;
using System.IO;
using System.Text;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.Profiles;

public sealed class ProfileDefinitionsTests
{
    /// <summary>Set <c>UPDATE_DOCS=1</c> and run this test to write the document anew.</summary>
    [Fact]
    public void The_document_says_what_the_declarations_say()
    {
        string path = Path.Combine(Root(), "docs", "definitions.md");
        string expected = ProfileDefinitions.ToMarkdown();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
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
