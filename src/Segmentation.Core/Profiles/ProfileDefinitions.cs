using System;
using System.Collections.Generic;
using System.Text;

namespace Segmentation.Profiles;

/// <summary>Writes the definitions of all profile figures as a document.</summary>
public static class ProfileDefinitions
{
    private const string Introduction = """
        # Definitions

        Every figure of a customer profile. This page is generated from the declarations in `ProfileColumns`; do not
        edit it.

        ## What holds for all figures

        * **As-of.** Profiles describe one moment: the newest event's, or the one given. Events after it are left out
          and counted. The as-of day is the calendar date of that moment, in its own offset or in the time zone given;
          for a customer whose last local date is later, that date.
        * **Days** are whole local calendar days: differences of dates, not hours / 24. Local is the shopper's own
          offset as the event states it, or the time zone given.
        * **A purchase day** is a local date with at least one purchase event, whatever its amount. A refund never
          unmakes one.
        * **An act of the shopper** is any event but purchase-item and refund-item details, refunds and deliveries.
        * **Orders** are counted by order id, so that one row per order line and one row per order give the same
          figures.
        * **Refunds** lower money, never the number of orders.
        * **Money** is added up as it is: the build report lists the currencies found, and more than one makes sums
          meaningless.
        * **Missing** (null, an empty cell) means that the figure cannot be computed. It is never replaced by 0.
        * **Ties** go to the smallest value, texts in ordinal order. Results do not depend on the order of the rows, the
          number of threads, the culture or the memory budget.

        What later stages find is defined on pages of its own: [segments](segmentation-methods.md),
        [robustness](robustness.md), [viability, validation, actionability and decisions](decision-definitions.md),
        [look-alikes](look-alikes.md), [explanations](explanations.md).

        ## Figures

        """;

    /// <summary>The document, as Markdown with <c>\n</c> line ends.</summary>
    /// <param name="further">Figures that later steps add, by heading, each with where they come from.</param>
    public static string ToMarkdown(
        params IReadOnlyList<(string Heading, string Origin, IReadOnlyList<ProfileColumn> Columns)> further)
    {
        ArgumentNullException.ThrowIfNull(further);
        StringBuilder text = new(Introduction.ReplaceLineEndings("\n"));
        WriteTable(text, ProfileColumns.All);
        foreach ((string heading, string origin, IReadOnlyList<ProfileColumn> columns) in further)
        {
            text.Append("\n## ").Append(heading).Append("\n\n").Append(origin).Append('\n');
            WriteTable(text, columns);
        }

        text.Append("""

            ## Category engagement

            `CategoryAffinities` lists, for each level, every category the customer engaged with: views, adds to the
            cart, purchase lines and their gross amount. Engagement is 1 per view, 2 per add and 5 per purchase line;
            `Score` is its share of the customer's engagement within the level, so that the scores of a level add up
            to 1.

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, IReadOnlyList<ProfileColumn> columns)
    {
        text.Append('\n').Append("| Name | In words | Unit | Definition |\n|---|---|---|---|\n");
        foreach (ProfileColumn column in columns)
        {
            text.Append("| `").Append(column.Name).Append("` | ").Append(column.Label).Append(" | ")
                .Append(Units[column.Unit]).Append(" | ").Append(column.Description).Append(" |\n");
        }
    }

    private static Dictionary<ProfileUnit, string> Units { get; } = new()
    {
        [ProfileUnit.Count] = "count",
        [ProfileUnit.Money] = "money",
        [ProfileUnit.Days] = "days",
        [ProfileUnit.Share] = "share, 0 to 1",
        [ProfileUnit.Number] = "number",
        [ProfileUnit.Hour] = "hour",
        [ProfileUnit.Weekday] = "weekday, 0 is Monday",
        [ProfileUnit.Text] = "text",
        [ProfileUnit.Time] = "time",
    };
}
