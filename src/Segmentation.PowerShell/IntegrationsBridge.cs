using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using Segmentation.Activation;
using Segmentation.Attributes;
using Segmentation.Chat;
using Segmentation.Events;
using Segmentation.Explanation;
using Segmentation.Identity;
using Segmentation.Integrations.Chat;
using Segmentation.Integrations.Configuration;
using Segmentation.Integrations.Files;
using Segmentation.Integrations.Synthetic;
using Segmentation.Models;
using Segmentation.PowerShell.Commands;
using Segmentation.Reporting;
using Segmentation.Rfm;
using Segmentation.Rules;
using Segmentation.Synthetic;

namespace Segmentation.PowerShell;

/// <summary>How the rows of event files are laid out, as far as the user said.</summary>
internal sealed record EventFileSettings(EventFileLayout Layout, char? Delimiter, Encoding? Encoding);

/// <summary>How members of segments are written.</summary>
internal sealed record MemberFileSettings(
    bool JsonLines, bool ByteOrderMark, bool Raw, bool Force, string? Earlier);

/// <summary>Which chat model is asked.</summary>
internal sealed record ChatModelSettings(
    string Provider,
    string Model,
    Uri? Endpoint,
    string? Key,
    ChatPrice? Price,
    decimal? MaximumCost,
    int TimeoutSeconds,
    int Retries,
    int Concurrency);

/// <summary>
/// The only place that touches Segmentation.Integrations. Each method is compiled when it is first called, and only
/// then is
/// that assembly loaded, by <see cref="ModuleInitializer"/>; none of its types may appear in a public signature or a
/// field here.
/// </summary>
internal static class IntegrationsBridge
{
    /// <summary>Opens event files as one dataset.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EventDataset OpenEvents(
        IReadOnlyList<string> files,
        EventMapping mapping,
        EventFileSettings settings,
        IReadOnlyList<IdHistoryEntry> history) =>
        EventFiles.Open(files, OptionsOf(mapping, settings), history);

    /// <summary>Proposes how the columns of a file become events.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EventMappingProposal ProposeMapping(string file, EventFileSettings settings) =>
        EventFiles.Propose(file, OptionsOf(mapping: null, settings));

    /// <summary>Writes events to a file and says how many.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long WriteEvents(
        EventDataset dataset,
        string path,
        EventFileLayout layout,
        bool force,
        IProgress<StageProgress> progress,
        CancellationToken cancellationToken) => EventFileWriter.Write(
            dataset,
            path,
            new EventFileWriterOptions { Format = FormatOf(layout), Force = force },
            progress,
            cancellationToken);

    /// <summary>Fails when a file cannot be the target of a write.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CheckTarget(string path, bool force) => AtomicFile.Check(path, force);

    /// <summary>Reads an id history, and says what it left out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (IReadOnlyList<IdHistoryEntry> Entries, IReadOnlyList<SkippedRows> Skipped) ReadIdHistory(
        string path, CancellationToken cancellationToken)
    {
        IdHistoryContent content = IdHistoryFiles.Read(path, cancellationToken: cancellationToken);
        return (content.Entries, content.RowsSkipped);
    }

    /// <summary>Who the customers of generated events are.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ICustomerAttributeSource AttributesOf(SyntheticOptions options) =>
        new BogusCustomerAttributes(options);

    /// <summary>A temporary file for rows past a memory budget.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Stream CreateSpillStream() => TemporarySpill.In()();

    /// <summary>Reads a YAML file as nested values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IReadOnlyDictionary<string, object?> ReadYaml(string path) => YamlDocument.Read(path);

    /// <summary>Reads customer attributes; without a schema their types are inferred.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static CustomerAttributeTable ReadAttributes(
        string path, AttributeSchema schema, CancellationToken cancellationToken) =>
        AttributeFiles.Read(path, schema, cancellationToken: cancellationToken);

    /// <summary>Reads a mapping from a YAML file.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EventMapping ReadMapping(string path) => YamlMapping.Read(path);

    /// <summary>Reads a rule set from a YAML file.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static RuleSet ReadRules(string path) => RuleSet.FromDictionary(YamlDocument.Read(path));

    /// <summary>Reads a set of RFM segments from a YAML file.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static RfmSegmentSet ReadRfmSegments(string path) => RfmSegmentSet.FromDictionary(YamlDocument.Read(path));

    /// <summary>The SHA-256 of a file; null when it cannot be read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? HashOf(string path) => FileHash.Of(path);

    /// <summary>Fails when a report cannot be written there, or its format is unclear.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CheckReportFile(string path, ReportFormat format, bool force, string? browser = null)
    {
        if (ReportFiles.Resolve(path, format) == ReportFormat.Pdf)
        {
            _ = ChromiumPrinter.Find(browser);
        }

        AtomicFile.Check(path, force);
    }

    /// <summary>Writes a report.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WriteReport(
        SegmentReport report,
        string path,
        ReportFormat format,
        bool force,
        string? browser = null,
        CancellationToken cancellationToken = default) =>
        ReportFiles.Write(report, path, format, force, browser, cancellationToken);

    /// <summary>Writes a text: UTF-8 without byte order mark.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WriteText(string text, string path, bool force, CancellationToken cancellationToken) =>
        AtomicFile.Write(path, force, stream => stream.Write(Encoding.UTF8.GetBytes(text)), cancellationToken);

    /// <summary>Reads a report back.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static SegmentReport ReadReport(string path) => ReportFiles.Read(path);

    /// <summary>Writes a model.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WriteModel(SegmentModel model, string path, bool force, CancellationToken cancellationToken) =>
        ModelFiles.Write(model, path, force, cancellationToken);

    /// <summary>Reads a model back.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static SegmentModel ReadModel(
        string path, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new StageProgress("Reading a model", path, null));
        return ModelFiles.Read(path, cancellationToken);
    }

    /// <summary>Fails when members cannot be written there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CheckMembers(MemberRows rows, string folder, MemberFileSettings settings) =>
        MemberFiles.Check(rows, folder, OptionsOf(settings));

    /// <summary>Writes the members of segments.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MemberSnapshot WriteMembers(
        MemberRows rows,
        string folder,
        MemberFileSettings settings,
        IProgress<StageProgress> progress,
        CancellationToken cancellationToken) =>
        MemberFiles.Write(rows, folder, OptionsOf(settings), progress, cancellationToken);

    /// <summary>Opens a chat model; dispose it after use.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IChatModel OpenChatModel(ChatModelSettings settings) => ChatModels.Open(new ChatServerOptions
    {
        Provider = settings.Provider,
        Model = settings.Model,
        Endpoint = settings.Endpoint,
        Key = settings.Key,
        Price = settings.Price,
        MaximumCost = settings.MaximumCost,
        Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
        MaximumRetries = settings.Retries,
        MaximumConcurrency = settings.Concurrency,
    });

    /// <summary>The most that calls without an answer can have cost.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static decimal UnansweredCostOf(IChatModel model) => ((OpenAIChatModel)model).UnansweredCost;

    /// <summary>Opens a folder of answers that were paid for before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IChatCache OpenChatCache(string folder) => new FolderChatCache(folder);

    /// <summary>Reads prompt templates and words from a folder.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PromptFiles ReadPromptFiles(string folder) => PromptTemplateFiles.Read(folder);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MemberFileOptions OptionsOf(MemberFileSettings settings) => new()
    {
        JsonLines = settings.JsonLines,
        ByteOrderMark = settings.ByteOrderMark,
        Raw = settings.Raw,
        Force = settings.Force,
        Earlier = settings.Earlier,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EventFileOptions OptionsOf(EventMapping? mapping, EventFileSettings settings) => new()
    {
        Mapping = mapping,
        Format = FormatOf(settings.Layout),
        Delimiter = settings.Delimiter,
        Encoding = settings.Encoding,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EventFileFormat FormatOf(EventFileLayout layout) => layout switch
    {
        EventFileLayout.Delimited => EventFileFormat.Delimited,
        EventFileLayout.JsonLines => EventFileFormat.JsonLines,
        _ => EventFileFormat.Detect,
    };
}
