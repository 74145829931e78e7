using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace Segmentation.Tests;

/// <summary>The package that <c>./build.ps1 Package</c> makes where PSResourceGet is not installed.</summary>
public sealed class PackageTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task Package_holds_the_staged_files_and_says_what_it_is()
    {
        string folder = Directory.CreateTempSubdirectory("segmentation-package-").FullName;
        try
        {
            (int exitCode, string text) = await ChildProcess.RunAsync(
                [
                    "dotnet", "msbuild",
                    Repository.File("src", "Segmentation.PowerShell", "Segmentation.PowerShell.csproj"),
                    "-t:PackModule", "-p:Configuration=" + Configuration, "-p:PackageFolder=" + folder, "-nologo",
                ]);
            Assert.True(exitCode == 0, text);

            string version = Path.GetFileName(Repository.Stage);
            FileInfo file = new(Path.Combine(folder, $"Segmentation.{version}.nupkg"));
            // The client of chat models and the identities of Azure are most of it.
            Assert.InRange(file.Length, 1, 6 << 20);
            using ZipArchive package = ZipFile.OpenRead(file.FullName);
            string[] staged =
            [
                .. Directory.EnumerateFiles(Repository.Stage, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(Repository.Stage, file).Replace('\\', '/')),
            ];
            Assert.Empty(staged.Except(package.Entries.Select(entry => entry.FullName), StringComparer.Ordinal));

            using Stream stream = package.GetEntry("Segmentation.nuspec")!.Open();
            XElement metadata = XDocument.Load(stream).Root!.Elements().Single();
            Assert.Equal("Segmentation", Value(metadata, "id"));
            Assert.Equal(version, Value(metadata, "version"));
            Assert.Equal("MIT", Value(metadata, "license"));
            Assert.Contains("PSModule", Value(metadata, "tags"), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
