using System;

namespace Segmentation.Profiles;

/// <summary>The figures of a few customers on their way into the table. For one thread.</summary>
internal sealed class ProfileRowBuffer
{
    private const int Customers = 64;

    private readonly ProfileRows _target;
    private readonly double[] _values = new double[Customers * ProfileColumns.All.Count];
    private readonly int[] _rows = new int[Customers];
    private int _count;

    public ProfileRowBuffer(ProfileRows target) => _target = target;

    /// <summary>Room for the figures of a customer, all missing at first.</summary>
    public Span<double> Next(int row)
    {
        if (_count == Customers)
        {
            Flush();
        }

        _rows[_count] = row;
        int width = ProfileColumns.All.Count;
        Span<double> values = _values.AsSpan(_count++ * width, width);
        values.Fill(double.NaN);
        return values;
    }

    public void Flush()
    {
        _target.Set(_rows.AsSpan(0, _count), _values);
        _count = 0;
    }
}
