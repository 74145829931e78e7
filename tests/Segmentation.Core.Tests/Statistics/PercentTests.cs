using Segmentation.Explanation;
using Xunit;

namespace Segmentation.Tests.Statistics;

public sealed class PercentTests
{
    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.00002877, "0.0029 %")]
    [InlineData(-0.00002877, "-0.0029 %")]
    [InlineData(0.000273, "0.027 %")]
    [InlineData(0.0005, "0.05 %")]
    [InlineData(0.0012, "0.12 %")]
    [InlineData(0.0731, "7.3 %")]
    [InlineData(0.32, "32 %")]
    [InlineData(1e-30, "0 %")]
    public void What_is_not_0_is_not_said_to_be(double share, string text) => Assert.Equal(text, Say.Percent(share));
}
