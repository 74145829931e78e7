namespace Segmentation.Profiles;

public static partial class ProfileColumns
{
    /// <summary>What it was about.</summary>
    private static ProfileColumn[] Categories =>
    [
        Declare(
            ProfileFigure.TopCategory,
            "main category",
            ProfileUnit.Text,
            "The level-1 category with the largest engagement (view 1, add to cart 2, purchase line 5); ties go "
            + "to the first in ordinal order. Level 1 is the broadest category, else the product category. A purchase "
            + "event counts in its own categories; its purchase-item details count only where the purchase events "
            + "of the order name none."),
        Declare(
            ProfileFigure.TopCategory2,
            "main category, level 2",
            ProfileUnit.Text,
            "The same for the middle level."),
        Declare(
            ProfileFigure.TopCategory3,
            "main category, level 3",
            ProfileUnit.Text,
            "The same for the narrowest level."),
        Declare(
            ProfileFigure.TopCategoryShare,
            "share of the main category",
            ProfileUnit.Share,
            "Engagement with the main level-1 category / engagement with all of them. Missing without one."),
        Declare(
            ProfileFigure.CategoryCount,
            "categories",
            ProfileUnit.Count,
            "Distinct level-1 categories with engagement. Missing when the data has no categories."),
        Declare(
            ProfileFigure.CategoryConcentration,
            "concentration on categories",
            ProfileUnit.Share,
            "Sum of squared engagement shares over level-1 categories (Herfindahl): 1 is a single category. "
            + "Missing without one."),
    ];
}
