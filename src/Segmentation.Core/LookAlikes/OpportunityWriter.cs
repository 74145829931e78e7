using static System.FormattableString;

namespace Segmentation.LookAlikes;

/// <summary>Says of a category what was found.</summary>
internal sealed class OpportunityWriter(
    CategorySpace space,
    FirstPurchases outcomes,
    CustomerEngagement present,
    LookAlikeCheck check,
    LookAlikeCheck later,
    LookAlikeTotal? total,
    double days,
    LookAlikeOptions options)
{
    public CategoryOpportunity Write(int category, CandidateScores? scores)
    {
        CategoryScore? score = scores?.ByCategory(category);
        PurchaseWorth worth = PurchaseWorth.Of(present, category);
        CategoryOpportunity found = new()
        {
            Category = space.Names[category],
            Level = space.Level,
            SourceCategory = options.SourceCategory is { } source ? space.Names[space.Place(source)] : null,
            AsOf = present.Table.AsOf,
            HorizonDays = days,
            Buyers = present.Buyers[category],
            Candidates = present.Eligible - present.Buyers[category],
            PastCandidates = outcomes.Candidates[category],
            PastFirstPurchases = outcomes.Bought[category],
            Status = score is null ? LookAlikeStatus.NotAssessed : LookAlikeStatus.Assessed,
            Reason = score is null ? Obstacle(category) : Finding(score, category),
            PurchaseValue = worth.Value is { } value ? PurchaseWorth.Money(value) : null,
            PurchaseValueBasis = worth.Basis,
            Check = check,
            LaterCheck = later,
            Total = total,
        };
        return score is null ? found : found with
        {
            LookAlikes = score.LookAlikes,
            ExpectedFirstPurchases = score.Expected,
            LookAlikeFirstPurchases = score.LookAlikesExpected,
            IncrementalValue = double.IsNaN(score.Value) ? null : PurchaseWorth.Money(score.Value),
            Customers = scores!.Best(score),
        };
    }

    private string Obstacle(int category) => outcomes.ModelOf(category) >= 0
        ? later.HasFailed && check.Status == LookAlikeStatus.Assessed ? later.Verdict : check.Verdict
        : Invariant($"Not assessed: {Plural.Of(outcomes.Bought[category], "first purchase")} in the {days:0.##} days held out, ")
            + Invariant($"{options.MinimumFirstPurchases} are the least to learn from.");

    private string Finding(CategoryScore score, int category) =>
        Invariant($"{Plural.Of(score.LookAlikes, "candidate")} with at least {options.MinimumRatio:0.##} times the ")
        + Invariant($"base rate of {outcomes.BaseRate(category) * 100:0.##} % in {days:0.##} days. ")
        + (score.Worth.Basis switch
        {
            PurchaseValueBasis.Category => "A purchase counts with the mean amount in this category.",
            PurchaseValueBasis.AllOrders => "A purchase counts with the mean order of anything, as amounts here are not known.",
            _ => "No value, as no amounts are known.",
        });
}
