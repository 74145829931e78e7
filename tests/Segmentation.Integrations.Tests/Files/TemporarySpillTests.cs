using System;
using System.IO;
using Segmentation.Integrations.Files;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class TemporarySpillTests
{
    [Fact]
    public void What_is_written_can_be_read_back_and_the_file_goes_with_the_stream()
    {
        string folder = Directory.CreateTempSubdirectory("spill").FullName;
        try
        {
            using (Stream stream = TemporarySpill.In(folder)())
            {
                Assert.Single(Directory.GetFiles(folder));
                stream.Write([1, 2, 3]);
                stream.Position = 1;
                byte[] read = new byte[2];
                stream.ReadExactly(read);
                Assert.Equal([2, 3], read);
            }

            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        string folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        SegmentationException error = Assert.Throws<SegmentationException>(() => TemporarySpill.In(folder)());
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorIds.FileNotReadable, error.ErrorId);
    }
}
