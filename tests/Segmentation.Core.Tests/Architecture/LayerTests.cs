using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Segmentation.Tests.Architecture;

/// <summary>The shape of the engine, checked against its sources.</summary>
public sealed partial class LayerTests
{
    /// <summary>The rooms of the engine; each may use only rooms before it.</summary>
    private static readonly string[] s_rooms =
    [
        "Statistics", "Identity", "Events", "Synthetic", "Profiles", "Attributes", "Rules", "Rfm", "Clv", "Clustering",
        "Segments", "Activation", "Robustness", "Models", "Comparisons", "Decisions", "Chat", "Explanation", "Content",
        "Messages", "Safety", "Experiments", "Reporting", "Pipeline",
    ];

    [Fact]
    public void A_room_uses_only_rooms_before_it()
    {
        List<string> offences = [];
        foreach (string file in Sources())
        {
            string room = Path.GetRelativePath(CoreFolder(), file).Split(Path.DirectorySeparatorChar)[0];
            int own = Array.IndexOf(s_rooms, room);
            if (own < 0)
            {
                continue;
            }

            foreach (Match match in UsedRoom().Matches(File.ReadAllText(file)))
            {
                int used = Array.IndexOf(s_rooms, match.Groups["room"].Value);
                if (used > own)
                {
                    offences.Add($"{Path.GetFileName(file)} ({room}) uses {s_rooms[used]}");
                }
            }
        }

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_folder_of_the_engine_is_a_known_room()
    {
        IEnumerable<string> folders = Sources()
            .Select(file => Path.GetRelativePath(CoreFolder(), file).Split(Path.DirectorySeparatorChar))
            .Where(parts => parts.Length > 1)
            .Select(parts => parts[0])
            .Distinct();
        Assert.Empty(folders.Except(s_rooms));
    }

    [Theory]
    [InlineData(@"\bDateTime(Offset)?\.(Utc)?Now\b")]
    [InlineData(@"\bConsole\.")]
    [InlineData(@"\bEnvironment\.(CurrentDirectory|GetEnvironmentVariable|TickCount)")]
    [InlineData(@"\b(File|Directory)\.(Open|Read|Write|Create|Exists|Delete|Move|Get)")]
    [InlineData(@"\bSystem\.Management\.Automation\b")]
    [InlineData(@"\bSystem\.Net\.(Http|Sockets)\b")]
    [InlineData(@"\bnew Stopwatch|Stopwatch\.")]
    [InlineData(@"\bGuid\.NewGuid\b")]
    [InlineData(@"\bnew Random\(\)|Random\.Shared")]
    public void The_engine_has_no_clock_console_files_network_or_chance_of_its_own(string pattern)
    {
        string[] offences =
        [
            .. Sources().Where(file => Regex.IsMatch(File.ReadAllText(file), pattern, RegexOptions.None, TimeSpan.FromSeconds(5)))
                .Select(Path.GetFileName)!,
        ];
        Assert.Empty(offences);
    }

    [Fact]
    public void The_engine_depends_on_the_framework_and_MathNet_alone()
    {
        string[] foreign =
        [
            .. typeof(SegmentationException).Assembly.GetReferencedAssemblies()
                .Select(name => name.Name!)
                .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name is not "MathNet.Numerics"),
        ];
        Assert.Empty(foreign);
    }

    [Fact]
    public void The_engine_has_no_mutable_statics()
    {
        string[] offences =
        [
            .. typeof(SegmentationException).Assembly.GetTypes()
                .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<', StringComparison.Ordinal))
                .Select(field => $"{field.DeclaringType!.Name}.{field.Name}"),
        ];
        Assert.Empty(offences);
    }

    [Fact]
    public void Source_files_stay_short_enough_to_read()
    {
        string[] offences = [.. Sources().Where(file => File.ReadAllLines(file).Length > 400).Select(Path.GetFileName)!];
        Assert.Empty(offences);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(CoreFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string CoreFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "src", "Segmentation.Core");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("src/Segmentation.Core");
    }

    [GeneratedRegex(@"\bSegmentation\.(?<room>[A-Z][A-Za-z]+)\b", RegexOptions.None, 5000)]
    private static partial Regex UsedRoom();
}
