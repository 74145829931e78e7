using System.ComponentModel;
using Segmentation.Events;

namespace Segmentation.PowerShell.Views;

/// <summary>Texts for the format views. They are shown, never part of an object; scripts should not call them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    /// <summary>What an event is about: the product, else its category, search or page.</summary>
    public static string Product(EventRecord item) =>
        item.ProductName ?? item.ProductId ?? item.CategoryLevel3 ?? item.CategoryLevel2 ?? item.CategoryLevel1
        ?? item.ProductCategory ?? item.SearchQuery ?? item.PageUrl ?? item.CustomType ?? string.Empty;
}
