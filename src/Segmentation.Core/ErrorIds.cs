namespace Segmentation;

/// <summary>The stable error ids. Scripts compare against them: never rename one.</summary>
public static class ErrorIds
{
    /// <summary>A file does not exist.</summary>
    public const string FileNotFound = "FileNotFound";

    /// <summary>A directory was given where a file is needed.</summary>
    public const string PathIsDirectory = "PathIsDirectory";

    /// <summary>A file exists but cannot be opened.</summary>
    public const string FileNotReadable = "FileNotReadable";

    /// <summary>The target file exists and overwriting was not asked for.</summary>
    public const string FileExists = "FileExists";

    /// <summary>The file has no content.</summary>
    public const string EmptyFile = "EmptyFile";

    /// <summary>The file has a header and no rows.</summary>
    public const string NoRows = "NoRows";

    /// <summary>The file is damaged: a cut-off or invalid compressed stream.</summary>
    public const string DamagedFile = "DamagedFile";

    /// <summary>A single row is longer than the reader accepts.</summary>
    public const string RowTooLong = "RowTooLong";

    /// <summary>A column that the mapping needs is not in the file.</summary>
    public const string MissingColumn = "MissingColumn";

    /// <summary>The header names a mapped column twice.</summary>
    public const string DuplicateColumn = "DuplicateColumn";

    /// <summary>The mapping itself is wrong.</summary>
    public const string InvalidMapping = "InvalidMapping";

    /// <summary>No preset fits the file.</summary>
    public const string MappingNotRecognized = "MappingNotRecognized";

    /// <summary>Dates can be read day first and month first, and both occur.</summary>
    public const string AmbiguousDates = "AmbiguousDates";

    /// <summary>No row of the input could be used.</summary>
    public const string NoUsableRows = "NoUsableRows";

    /// <summary>There is no customer to work on.</summary>
    public const string NoCustomers = "NoCustomers";

    /// <summary>There are fewer customers than the step needs.</summary>
    public const string TooFewCustomers = "TooFewCustomers";

    /// <summary>All customers are alike in every feature.</summary>
    public const string NoVariation = "NoVariation";

    /// <summary>A feature was asked for that the input does not have.</summary>
    public const string UnknownFeature = "UnknownFeature";

    /// <summary>An option is outside its range.</summary>
    public const string InvalidOption = "InvalidOption";

    /// <summary>Id merges contradict each other and the policy is to stop.</summary>
    public const string MergeConflict = "MergeConflict";

    /// <summary>Id merges form a cycle and the policy is to stop.</summary>
    public const string MergeCycle = "MergeCycle";

    /// <summary>A piped object is not what the step works on.</summary>
    public const string UnexpectedInput = "UnexpectedInput";

    /// <summary>A report file is not one of ours, or of a newer version.</summary>
    public const string InvalidReport = "InvalidReport";

    /// <summary>A value model could not be fitted.</summary>
    public const string ModelNotFitted = "ModelNotFitted";

    /// <summary>A rule set cannot be read, or does not fit the columns it is applied to.</summary>
    public const string InvalidRules = "InvalidRules";

    /// <summary>A feature set cannot be read, or does not fit together.</summary>
    public const string InvalidFeatureSet = "InvalidFeatureSet";

    /// <summary>A declaration of customer attributes cannot be read.</summary>
    public const string InvalidAttributes = "InvalidAttributes";

    /// <summary>A configuration file is not valid YAML, or not a table of names and values.</summary>
    public const string InvalidConfiguration = "InvalidConfiguration";

    /// <summary>A quoted value is opened and never closed.</summary>
    public const string UnclosedQuote = "UnclosedQuote";

    /// <summary>The content of a file is not of the format expected.</summary>
    public const string WrongFormat = "WrongFormat";

    /// <summary>The folder a file should be written to does not exist.</summary>
    public const string FolderNotFound = "FolderNotFound";

    /// <summary>A file cannot be written: no permission, no space, or in use.</summary>
    public const string FileNotWritable = "FileNotWritable";

    /// <summary>A path does not name a place in the file system.</summary>
    public const string InvalidPath = "InvalidPath";

    /// <summary>Resolving merges changed the number of events or their revenue.</summary>
    public const string NotConserved = "NotConserved";

    /// <summary>A snapshot of members cannot be read, or was changed after it was written.</summary>
    public const string InvalidSnapshot = "InvalidSnapshot";

    /// <summary>The stage that what was asked for needs has not run.</summary>
    public const string StageNotRun = "StageNotRun";

    /// <summary>A model file is none, of another version, cut off, or was changed after it was written.</summary>
    public const string InvalidModel = "InvalidModel";

    /// <summary>A model and what it is applied to do not fit: columns that it needs are not there.</summary>
    public const string ModelMismatch = "ModelMismatch";

    /// <summary>Two segmentations have no customer in common.</summary>
    public const string NoCommonCustomers = "NoCommonCustomers";

    /// <summary>A stage of a pipeline failed in a way that has no id of its own.</summary>
    public const string StageFailed = "StageFailed";

    /// <summary>A chat provider did not accept the key or identity, or there is none.</summary>
    public const string ChatNotAuthorized = "ChatNotAuthorized";

    /// <summary>A chat provider cannot be reached, is overloaded or too slow.</summary>
    public const string ChatUnavailable = "ChatUnavailable";

    /// <summary>A chat provider refused a request as it is.</summary>
    public const string ChatRefused = "ChatRefused";

    /// <summary>A chat provider's answer is not of the form asked for, cut off or too long.</summary>
    public const string ChatAnswerInvalid = "ChatAnswerInvalid";

    /// <summary>The next call to a chat model could cost more than is left to spend.</summary>
    public const string ChatBudgetExhausted = "ChatBudgetExhausted";

    /// <summary>A cost limit was given, but the price of the chat model is not known.</summary>
    public const string ChatPriceUnknown = "ChatPriceUnknown";

    /// <summary>A prompt template cannot be used.</summary>
    public const string InvalidTemplate = "InvalidTemplate";
}
