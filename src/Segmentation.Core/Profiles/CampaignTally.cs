using System;
using System.Collections.Generic;

namespace Segmentation.Profiles;

/// <summary>What of one customer's purchases came from campaigns.</summary>
internal sealed class CampaignTally
{
    private readonly CodeCounter _orders = new();
    private readonly List<(int Order, int Visit, bool Named, double Amount)> _purchases = [];

    public void Clear() => _purchases.Clear();

    /// <summary>Takes a purchase: its order and visit, −1 where it has none.</summary>
    public void Add(EventRow row, int order, int visit) =>
        _purchases.Add((order, visit, row.HasCampaign, double.IsNaN(row.Amount) ? 0 : row.Amount));

    /// <summary>Writes the shares, once the visits and the purchases are known.</summary>
    public void Finish(VisitTally visits, Span<double> values)
    {
        _orders.Clear();
        int loose = 0;
        double revenue = 0;
        foreach ((int order, int visit, bool named, double amount) in _purchases)
        {
            if (!named && !visits.IsFromCampaign(visit))
            {
                continue;
            }

            revenue += amount;
            if (order < 0)
            {
                loose++;
            }
            else
            {
                _orders.Add(order);
            }
        }

        double orders = values[(int)ProfileFigure.OrderCount];
        if (orders > 0)
        {
            values[(int)ProfileFigure.CampaignOrderShare] = (loose + _orders.Count) / orders;
        }

        double share = revenue / values[(int)ProfileFigure.GrossRevenue];
        if (values[(int)ProfileFigure.GrossRevenue] > 0 && share is >= 0 and <= 1)
        {
            values[(int)ProfileFigure.CampaignRevenueShare] = share;
        }
    }
}
