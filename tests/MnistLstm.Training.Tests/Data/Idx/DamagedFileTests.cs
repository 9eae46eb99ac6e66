using System.Text;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Idx;

namespace MnistLstm.Training.Tests.Data.Idx;

public sealed class DamagedFileTests : IDisposable
{
    private readonly TinyFolder _tiny = new();

    private DatasetFile Images => _tiny.Set.TrainInputs;

    private DatasetFile Labels => _tiny.Set.TrainLabels;

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void A_damaged_file_is_named_with_what_was_expected_what_was_found_and_the_remedy()
    {
        _tiny.Replace(Images, _tiny.Set.Content(Images)[..^100]);

        DataDamagedException error = _tiny.LoadDamaged();

        Assert.Equal(
            $"{_tiny.PathOf(Images)}: the file is truncated\n"
            + "  expected  9424 uncompressed bytes\n"
            + "  found     9324 bytes\n"
            + "  remedy    put a good copy in its place",
            error.Message);
        Assert.Equal(_tiny.PathOf(Images), error.Where);
        Assert.Equal($"{_tiny.PathOf(Images)}: the file is truncated", error.Summary);
    }

    [Fact]
    public void A_file_cut_within_the_header_is_truncated()
    {
        _tiny.ReplaceRaw(Images, _tiny.Set.Content(Images)[..10]);
        AssertFault("the file is truncated", "9424 uncompressed bytes", "10 bytes");
    }

    [Fact]
    public void A_gzip_file_cut_in_its_middle_is_truncated()
    {
        byte[] packed = _tiny.Set.Packed(Images);
        _tiny.ReplaceRaw(Images, packed[..(packed.Length / 2)]);
        Assert.Equal("the file is truncated", _tiny.LoadDamaged().Problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_gzip_file_without_its_last_bytes_is_damaged_though_the_content_is_whole(int missing)
    {
        _tiny.ReplaceRaw(Images, _tiny.Set.Packed(Images)[..^missing]);
        Assert.Contains("its trailer is cut off", _tiny.LoadDamaged().Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_gzip_file_whose_second_member_lacks_its_last_bytes_is_damaged_likewise(int missing)
    {
        byte[] content = _tiny.Set.Content(Images);
        _tiny.ReplaceRaw(Images, [.. TinySet.Gzip(content[..5000]), .. TinySet.Gzip(content[5000..])[..^missing]]);
        Assert.Contains("its trailer is cut off", _tiny.LoadDamaged().Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("more")]
    [InlineData("\0\0\0more")]
    [InlineData("\0\0\0\u0001")]
    public void Bytes_after_the_gzip_stream_that_are_not_all_zero_are_an_error(string rest)
    {
        _tiny.ReplaceRaw(Images, [.. _tiny.Set.Packed(Images), .. Encoding.ASCII.GetBytes(rest)]);
        Assert.Contains("bytes follow it", _tiny.LoadDamaged().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Millions_of_zeros_after_the_gzip_stream_are_an_error()
    {
        _tiny.ReplaceRaw(Images, [.. _tiny.Set.Packed(Images), .. new byte[2 << 20]]);
        Assert.Contains("bytes follow it", _tiny.LoadDamaged().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_more_than_the_content_needs_is_an_error()
    {
        _tiny.ReplaceRaw(Images, [.. _tiny.Set.Packed(Images), .. TinySet.Gzip([0])]);
        Assert.Contains("bytes follow the last of the images", _tiny.LoadDamaged().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_the_last_image_are_an_error()
    {
        _tiny.Replace(Images, [.. _tiny.Set.Content(Images), 0]);
        AssertFault("bytes follow the last of the images", "9424 uncompressed bytes", "more than that");
    }

    [Fact]
    public void A_flipped_bit_in_the_gzip_check_sum_is_damage()
    {
        byte[] packed = _tiny.Set.Packed(Images);
        packed[^6] ^= 1;
        _tiny.ReplaceRaw(Images, packed);
        AssertFault("the gzip file is damaged", "check sum (CRC-32)", "one that does not");
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_gzip_file_is_damage_or_leaves_the_content_as_it_is()
    {
        byte[] packed = _tiny.Set.Packed(Labels);
        int harmless = 0;
        for (int bit = 8 * 10; bit < 8 * packed.Length; bit++)
        {
            byte[] flipped = [.. packed];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            _tiny.ReplaceRaw(Labels, flipped);
            if (Record.Exception(_tiny.Load) is not { } error)
            {
                harmless++;
                Assert.Equal(_tiny.Set.Content(Labels)[8..], _tiny.Load().Train.Labels.Select(label => (byte)label));
                continue;
            }

            Assert.IsType<DataDamagedException>(error);
        }

        // At most the bits that fill up the last byte of the compressed data mean nothing.
        Assert.InRange(harmless, 0, 7);
    }

    [Fact]
    public void A_flipped_pixel_is_a_wrong_checksum()
    {
        byte[] content = _tiny.Set.Content(Images);
        content[5000] ^= 4;
        _tiny.Replace(Images, content);
        AssertFault("wrong checksum", $"SHA-256 {Images.Sha256}", "SHA-256 ");
    }

    [Fact]
    public void A_label_of_10_is_named_with_its_place()
    {
        byte[] content = _tiny.Set.Content(Labels);
        content[8 + 7] = 10;
        _tiny.Replace(Labels, content);
        AssertFault("a label is out of range", "labels 0 to 9", "label 10 at index 7 (byte 15)");
    }

    [Fact]
    public void The_labels_file_under_the_images_name_is_recognised()
    {
        _tiny.Replace(Images, _tiny.Set.Content(Labels));
        AssertFault("this is the labels file under the images file's name", "0x00000803 (images)", "0x00000801");
    }

    [Fact]
    public void The_images_file_under_the_labels_name_is_recognised()
    {
        _tiny.Replace(Labels, _tiny.Set.Content(Images));
        AssertFault("this is the images file under the labels file's name", "0x00000801 (labels)", "0x00000803");
    }

    [Fact]
    public void The_test_images_under_the_training_images_name_are_recognised()
    {
        _tiny.Replace(Images, _tiny.Set.Content(_tiny.Set.Definition.TestInputs));
        AssertFault("this looks like t10k-images-idx3-ubyte under train-images-idx3-ubyte's name", "12 images", "5 images declared");
    }

    [Fact]
    public void Another_data_sets_file_is_recognised_by_its_content()
    {
        var known = new TinySet("other", salt: 50);
        var source = new IdxSource("somewhere", "none", () => new MemoryStream(known.Packed(known.TrainInputs)));

        var error = Assert.Throws<DataDamagedException>(() => IdxReader.Read(source, Images, [_tiny.Set.Definition, known.Definition]));

        Assert.Equal("this is another file: train-images-idx3-ubyte of other", error.Problem);
    }

    [Fact]
    public void One_label_too_few_is_a_number_that_does_not_fit_the_images()
    {
        _tiny.Replace(Labels, TinySet.Labels(11, 2));
        AssertFault("the number of labels is not the number of images", "12 labels", "11 labels declared");
    }

    [Fact]
    public void One_image_too_many_is_a_wrong_number()
    {
        _tiny.Replace(Images, TinySet.Images(13, 1));
        AssertFault("the number of images is wrong", "12 images", "13 images declared");
    }

    [Theory]
    [InlineData(int.MinValue, "2147483648 images declared")]
    [InlineData(int.MaxValue, "2147483647 images declared")]
    [InlineData(-1, "4294967295 images declared")]
    public void A_header_that_declares_thousands_of_millions_of_images_allocates_nothing(int count, string found)
    {
        var content = new byte[16];
        TinySet.WriteHeader(content, 0x803, count, 28, 28);
        _tiny.Replace(Images, content);
        long before = GC.GetAllocatedBytesForCurrentThread();

        AssertFault("the number of images is wrong", "12 images", found);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_gzip_file_that_unpacks_to_far_more_than_expected_is_not_unpacked_to_its_end()
    {
        byte[] bomb = new byte[64 << 20];
        _tiny.Set.Content(Images).CopyTo(bomb, 0);
        _tiny.Replace(Images, bomb);
        long before = GC.GetAllocatedBytesForCurrentThread();

        AssertFault("bytes follow the last of the images", "9424 uncompressed bytes", "more than that");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData(32, 28)]
    [InlineData(28, 32)]
    [InlineData(-1, -1)]
    public void Images_of_another_size_are_an_error(int rows, int columns)
    {
        byte[] content = _tiny.Set.Content(Images);
        TinySet.WriteHeader(content, 0x803, 12, rows, columns);
        _tiny.Replace(Images, content);
        AssertFault("the images have the wrong size", "28 x 28 pixels", $"{(uint)rows} x {(uint)columns} pixels");
    }

    [Fact]
    public void An_IDX_file_of_floats_is_of_another_kind()
    {
        byte[] content = _tiny.Set.Content(Images);
        TinySet.WriteHeader(content, 0xd03);
        _tiny.Replace(Images, content);
        AssertFault("this is an IDX file of another kind", "0x00000803", "type 0x0d, 3 dimensions");
    }

    [Fact]
    public void A_web_page_in_a_files_place_is_recognised()
    {
        _tiny.ReplaceRaw(Images, Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Not found</title>"));
        AssertFault("this is not an IDX file", "0x00000803 (images)", "a web page");
    }

    [Fact]
    public void A_Git_LFS_placeholder_is_recognised()
    {
        _tiny.ReplaceRaw(Images, "version 1 of a large file"u8.ToArray());
        AssertFault("this is not an IDX file", "0x00000803 (images)", "a placeholder of Git LFS");
    }

    [Fact]
    public void An_empty_file_is_an_error()
    {
        _tiny.ReplaceRaw(Images, []);
        AssertFault("the file is empty", "9424 bytes", "0 bytes");
    }

    [Fact]
    public void A_link_to_nowhere_cannot_be_read()
    {
        File.Delete(_tiny.PathOf(Images));
        File.CreateSymbolicLink(_tiny.PathOf(Images), Path.Combine(_tiny.Root, "nowhere"));

        var error = Assert.Throws<DataUnreadableException>(_tiny.Load);

        Assert.Equal(_tiny.PathOf(Images), error.Where);
        Assert.Contains("the file cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pipe_in_a_files_place_or_behind_a_link_there_is_read_as_the_empty_file_it_is(bool linked)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string pipe = linked ? Path.Combine(_tiny.Root, "pipe") : _tiny.PathOf(Images);
        File.Delete(_tiny.PathOf(Images));
        System.Diagnostics.Process.Start("mkfifo", [pipe]).WaitForExit();
        if (linked)
        {
            File.CreateSymbolicLink(_tiny.PathOf(Images), pipe);
        }

        Assert.Equal("the file is empty", _tiny.LoadDamaged().Problem);
    }

    private void AssertFault(string problem, string expected, string found)
    {
        DataDamagedException error = _tiny.LoadDamaged();
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
        Assert.Contains(found, error.Found, StringComparison.Ordinal);
        Assert.Contains("\n  remedy    ", error.Message, StringComparison.Ordinal);
    }
}
