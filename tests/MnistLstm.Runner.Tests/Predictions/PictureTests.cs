using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using MnistLstm.Runner.Predictions;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Predictions;

/// <summary>Pictures and how they are fitted.</summary>
public sealed class PictureTests : IDisposable
{
    // A browser's, of a 16 x 24 white canvas with a black bar from (4, 4) to (8, 20).
    private const string Jpeg = "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAA"
        + "ACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0"
        + "AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAA"
        + "AAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM"
        + "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4R"
        + "DgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
        + "FBT/wAARCAAYABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAACAAJ/8QAJRAAAQIDCAMBAAAAAAAAAAAAFAASCBEWAxghJkFFYWMJR4XE/8QAFAEB"
        + "AAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AFTHPHPcuonJNY1KduwIw4/RavcRxJus8FUsq/Od6T+3+BaqICrH"
        + "PAxfRonO1HU0dtJxJA/fZMaPzN2ksVUpSD//2Q==";

    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-pic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_png_becomes_grey_by_luma_and_what_is_transparent_lies_on_white()
    {
        string file = Png(2, 2, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0]);
        Picture picture = Picture.Read(file);
        Assert.Equal((2, 2), (picture.Width, picture.Height));
        Assert.Equal([76, 150, 29, 255], picture.Grey);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("bmp")]
    public void A_jpeg_and_a_bmp_are_read_too(string kind)
    {
        string file = Path.Combine(_folder, "bar." + kind);
        File.WriteAllBytes(file, kind == "jpg" ? Convert.FromBase64String(Jpeg) : Bmp(16, 24, (x, y) => x is >= 4 and < 8 && y is >= 4 and < 20));
        Picture picture = Picture.Read(file);
        Assert.Equal((16, 24), (picture.Width, picture.Height));
        Assert.All(Enumerable.Range(6, 12), y => Assert.InRange(picture.Grey[(y * 16) + 6], 0, 40));
        Assert.All(Enumerable.Range(0, 24), y => Assert.InRange(picture.Grey[(y * 16) + 12], 215, 255));
        Assert.All(Enumerable.Range(0, 16), x => Assert.InRange(picture.Grey[(22 * 16) + x], 215, 255));
    }

    [Fact]
    public void What_is_half_transparent_lets_the_white_through_by_half()
    {
        // The luma of (200, 100, 50) is 124.2; 51 of 255 is a fifth of it and four fifths of 255.
        Picture picture = Picture.Read(Png(2, 1, [200, 100, 50, 255, 200, 100, 50, 51]));
        Assert.Equal([124, 229], picture.Grey);
    }

    [Theory]
    [InlineData(8193, 1)]
    [InlineData(1, 8193)]
    public void A_picture_with_a_side_that_is_too_long_is_refused_with_its_size(int width, int height) => Assert.EndsWith(
        $"it is {width} × {height}, at most 8192 × 8192 is read",
        Assert.Throws<InvalidDataException>(() => Picture.Read(Png(width, height, new byte[width * height * 4]))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(8192, 1)]
    [InlineData(1, 8192)]
    public void The_longest_side_is_read(int width, int height)
    {
        Picture picture = Picture.Read(Png(width, height, new byte[width * height * 4]));
        Assert.Equal((width, height, 8192), (picture.Width, picture.Height, picture.Grey.Length));
    }

    [Fact]
    public void A_picture_that_is_not_there_or_a_folder_is_named_with_what_is_expected()
    {
        string file = Path.Combine(_folder, "none.png");
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => Picture.Read(file));
        Assert.Equal(($"{file} is not there; a PNG, JPEG or BMP of one figure is expected", file), (error.Message, error.FileName));
        Assert.Equal($"{_folder} is not a regular file but a folder; a PNG, JPEG or BMP of one figure is expected",
            Assert.Throws<InvalidDataException>(() => Picture.Read(_folder)).Message);
    }

    [Fact]
    public void A_file_that_is_no_picture_is_named()
    {
        string file = Path.Combine(_folder, "x.png");
        File.WriteAllText(file, "no picture");
        Assert.Equal($"{file} is not a PNG, JPEG or BMP that can be read: it is of no kind that is known",
            Assert.Throws<InvalidDataException>(() => Picture.Read(file)).Message);
    }

    [Fact]
    public void A_png_that_is_cut_off_is_named()
    {
        string file = Png(40, 40, [.. Enumerable.Repeat((byte)9, 40 * 40 * 4)]);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..50]);
        Assert.Contains("is not a PNG, JPEG or BMP that can be read", Assert.Throws<InvalidDataException>(() => Picture.Read(file)).Message,
            StringComparison.Ordinal);
    }

    // 24 bits a pixel, rows from the bottom up.
    private static byte[] Bmp(int width, int height, Func<int, int, bool> black)
    {
        const int Header = 54;
        byte[] file = new byte[Header + (width * height * 3)];
        "BM"u8.CopyTo(file);
        foreach ((int at, int value) in new[] { (2, file.Length), (10, Header), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }

        for (int i = 0; i < width * height; i++)
        {
            file.AsSpan(Header + (3 * i), 3).Fill(black(i % width, height - 1 - (i / width)) ? (byte)0 : (byte)255);
        }

        return file;
    }

    [Fact]
    public void A_dark_figure_on_bright_ground_is_inverted_fitted_into_20_and_centred_by_its_mass()
    {
        // A bar of 10 x 60 in the corner of a white picture.
        byte[] grey = [.. Enumerable.Repeat((byte)255, 100 * 100)];
        for (int y = 5; y < 65; y++)
        {
            grey.AsSpan((y * 100) + 5, 10).Clear();
        }

        (byte[] image, string note) = PictureFit.Fit(new Picture(100, 100, grey), DatasetCatalog.Mnist.Picture!);

        Assert.Equal("100 × 100, bright background, so it is inverted; the figure scaled to 20 × 20 and centred by its mass, as MNIST's digits are", note);
        int[] rows = [.. Enumerable.Range(0, 28).Where(y => image.AsSpan(y * 28, 28).ContainsAnyExcept((byte)0))];
        Assert.Equal((4, 23), (rows[0], rows[^1]));
        int[] columns = [.. Enumerable.Range(0, 28).Where(x => Enumerable.Range(0, 28).Any(y => image[(y * 28) + x] > 0))];
        Assert.Equal([12, 13, 14, 15], columns);
        Assert.Equal(255, image[(14 * 28) + 13]);
    }

    [Fact]
    public void A_bright_figure_on_dark_ground_gives_the_same_image()
    {
        byte[] dark = new byte[50 * 50];
        dark.AsSpan(1010, 25).Fill(255);
        dark.AsSpan(1060, 12).Fill(128);
        byte[] bright = [.. dark.Select(value => (byte)(255 - value))];
        Assert.Equal(PictureFit.Fit(new Picture(50, 50, dark), DatasetCatalog.Mnist.Picture!).Image,
            PictureFit.Fit(new Picture(50, 50, bright), DatasetCatalog.Mnist.Picture!).Image);
    }

    [Fact]
    public void A_picture_of_the_data_set_s_own_size_and_ground_is_left_as_it_is()
    {
        byte[] image = new byte[28 * 28];
        image.AsSpan(300, 50).Fill(200);
        (byte[] fitted, string note) = PictureFit.Fit(new Picture(28, 28, image), DatasetCatalog.Mnist.Picture!);
        Assert.Equal(image, fitted);
        Assert.Equal("28 × 28, dark background; of the right size, so it is not scaled", note);
    }

    [Fact]
    public void For_fashion_mnist_the_figure_fills_the_image()
    {
        byte[] grey = new byte[100 * 100];
        for (int y = 20; y < 80; y++)
        {
            grey.AsSpan((y * 100) + 40, 30).Fill(255);
        }

        byte[] image = PictureFit.Fit(new Picture(100, 100, grey), DatasetCatalog.FashionMnist.Picture!).Image;
        Assert.Equal((255, 255, 0), (image[14], image[(27 * 28) + 14], image[14 * 28]));
    }

    [Fact]
    public void A_picture_of_one_shade_is_refused() =>
        Assert.Contains("one shade only",
            Assert.Throws<InvalidDataException>(() => PictureFit.Fit(new Picture(9, 9, new byte[81]), DatasetCatalog.Mnist.Picture!)).Message,
                StringComparison.Ordinal);

    /// <summary>Writes an 8-bit RGBA PNG.</summary>
    private string Png(int width, int height, byte[] rgba)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(rgba.AsSpan(y * width * 4, width * 4));
            }
        }

        string file = Path.Combine(_folder, "x.png");
        File.WriteAllBytes(file, [137, 80, 78, 71, 13, 10, 26, 10, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])]);
        return file;
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        byte[] chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32.HashToUInt32(body));
        return chunk;
    }
}
