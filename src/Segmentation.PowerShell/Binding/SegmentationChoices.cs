using System;
using System.Collections;
using System.IO;
using System.Management.Automation;
using Segmentation.Clustering;
using Segmentation.Segments;
using Command = Segmentation.PowerShell.Commands.InvokeSegmentationCommand;

namespace Segmentation.PowerShell.Binding;

/// <summary>Which choices of a segmentation go together.</summary>
internal static class SegmentationChoices
{
    /// <summary>Refuses parameters that contradict each other or the method.</summary>
    public static void Check(SegmentationMethod method, Func<string, bool> isGiven)
    {
        CheckCounts(isGiven);
        CheckFeatures(isGiven);
        CheckMethod(method, isGiven);
    }

    /// <summary>The options of a method with the rules of its file, where it has one.</summary>
    public static SegmentationOptions ByRules(PSCmdlet cmdlet, SegmentationMethod method, string? rulePath)
    {
        SegmentationOptions options = new() { Method = method };
        if (rulePath is null)
        {
            return options;
        }

        string file = FileSystemPaths.Literal(cmdlet.SessionState.Path, rulePath);
        return method == SegmentationMethod.Rfm
            ? options with { RfmSegments = IntegrationsBridge.ReadRfmSegments(file) }
            : options with { Rules = IntegrationsBridge.ReadRules(file) };
    }

    /// <summary>A feature set from a YAML file, a hashtable, or a run.</summary>
    public static FeatureSet Features(PSCmdlet cmdlet, object given) => PlainData.Unwrap(given) switch
    {
        FeatureSet set => set,
        IDictionary table => FeatureSet.FromDictionary(PlainData.From(table)),
        string path => FeatureSet.FromDictionary(
            IntegrationsBridge.ReadYaml(FileSystemPaths.Literal(cmdlet.SessionState.Path, path))),
        FileInfo file => FeatureSet.FromDictionary(IntegrationsBridge.ReadYaml(file.FullName)),
        _ => throw Invalid(
            "-FeatureSet is neither a path nor a table.", "Give the path of a YAML file, a hashtable, or Run.FeatureSet."),
    };

    private static void CheckCounts(Func<string, bool> isGiven)
    {
        bool ends = isGiven(nameof(Command.MinimumClusterCount)) || isGiven(nameof(Command.MaximumClusterCount));
        if (isGiven(nameof(Command.ClusterCount)) && (ends || isGiven(nameof(Command.ClusterRange))))
        {
            throw Invalid("-ClusterCount and a range of cluster counts were both given.", "Give one of them.");
        }

        if (ends && isGiven(nameof(Command.ClusterRange)))
        {
            throw Invalid("-ClusterRange and one of its ends were both given.", "Give the range alone.");
        }

        if (isGiven(nameof(Command.ClusterCount)) && isGiven(nameof(Command.Criterion)))
        {
            throw Invalid(
                "-Criterion chooses a number of segments, and -ClusterCount gives it.", "Give one of them.");
        }
    }

    private static void CheckFeatures(Func<string, bool> isGiven)
    {
        string[] others = [nameof(Command.Feature), nameof(Command.Transform), nameof(Command.Scaling)];
        if (isGiven(nameof(Command.FeatureSet)) && Array.Find(others, isGiven.Invoke) is { } name)
        {
            throw Invalid(
                $"-FeatureSet says which columns are used and how, and -{name} was given too.", "Give one of them.");
        }
    }

    private static void CheckMethod(SegmentationMethod method, Func<string, bool> isGiven)
    {
        bool byRules = method is SegmentationMethod.Rules or SegmentationMethod.Rfm;
        string[] ofClustering =
        [
            nameof(Command.ClusterCount), nameof(Command.ClusterRange), nameof(Command.MinimumClusterCount),
            nameof(Command.MaximumClusterCount), nameof(Command.Criterion),
        ];
        if (byRules && Array.Find(ofClustering, isGiven.Invoke) is { } name)
        {
            throw Invalid(
                $"-{name} applies to clustering; with -Method {method} the rules say how many segments there are.",
                "Leave it out.");
        }

        if (method == SegmentationMethod.GaussianMixture && isGiven(nameof(Command.Criterion)))
        {
            throw Invalid("-Criterion applies to k-means; a mixture is chosen by its BIC.", "Leave it out.");
        }

        if (method == SegmentationMethod.Rules && !isGiven(nameof(Command.RulePath)))
        {
            throw Invalid("-Method Rules needs a rule file.", "Give it with -RulePath.");
        }

        if (!byRules && isGiven(nameof(Command.RulePath)))
        {
            throw Invalid(
                "-RulePath applies to -Method Rules and Rfm only.", "Add one of them, or leave -RulePath out.");
        }
    }

    private static SegmentationException Invalid(string message, string action) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, message, action);
}
