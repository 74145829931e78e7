namespace Segmentation.Profiles;

public static partial class ProfileColumns
{
    /// <summary>By what device and channel, and from what campaign.</summary>
    private static ProfileColumn[] Channels =>
    [
        Declare(
            ProfileFigure.PrimaryDevice,
            "main device",
            ProfileUnit.Text,
            "The device of most events; ties go to the first in ordinal order. Missing when none is stated."),
        Declare(
            ProfileFigure.PrimaryDeviceShare,
            "share of the main device",
            ProfileUnit.Share,
            "Events on the main device / events with a device. Missing when none is stated."),
        Declare(
            ProfileFigure.MobileShare,
            "share of mobile devices",
            ProfileUnit.Share,
            "Events on a mobile device / events with a device. Mobile: mobile, phone, smartphone, tablet, ios, "
            + "android, iphone, ipad, in any case. Missing when none is stated."),
        Declare(
            ProfileFigure.PrimaryChannel,
            "main channel",
            ProfileUnit.Text,
            "The channel of most events; ties go to the first in ordinal order. Missing when none is stated."),
        Declare(
            ProfileFigure.PrimaryChannelShare,
            "share of the main channel",
            ProfileUnit.Share,
            "Events on the main channel / events with a channel. Missing when none is stated."),
        Declare(
            ProfileFigure.CampaignShare,
            "share of events from campaigns",
            ProfileUnit.Share,
            "Events that name a campaign / events. Missing when the data names none."),
        Declare(
            ProfileFigure.CampaignOrderShare,
            "share of orders from campaigns",
            ProfileUnit.Share,
            "Orders from campaigns / orders. An order is from a campaign when one of its purchase events names a "
            + "campaign or belongs to a visit in which any event does. Missing without an order, or when the data "
            + "names no campaign."),
        Declare(
            ProfileFigure.CampaignRevenueShare,
            "share of revenue from campaigns",
            ProfileUnit.Share,
            "Amounts of the purchase events that name a campaign or belong to a visit that does / gross revenue. "
            + "Missing unless gross revenue is above 0, when negative amounts take it out of [0, 1], or when the data "
            + "names no campaign."),
        Declare(
            ProfileFigure.CampaignConversionRate,
            "campaign visits with a purchase",
            ProfileUnit.Share,
            "Response to campaigns: visits in which an event names a campaign and that have a purchase / visits in "
            + "which an event names a campaign. Missing without such a visit, or when no purchase in the data belongs "
            + "to a visit."),
    ];
}
