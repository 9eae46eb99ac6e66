using System.Globalization;
using System.IO.Compression;
using System.Text;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>Damaged files of every format: each is read or refused, with a file and a remedy; nothing else is thrown, and nothing that is no number comes
/// through.</summary>
public sealed class DamagedDataTests : IDisposable
{
    // MNIST_LSTM_DATA_FILES says how many of all formats together.
    private static readonly int s_files =
        int.Parse(Environment.GetEnvironmentVariable("MNIST_LSTM_DATA_FILES") ?? "9000", CultureInfo.InvariantCulture) / 9;

    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string[], string[]> Formats => new()
    {
        { "npy", ["x.npy", "y.npy"], [] },
        { "npz", ["d.npz"], [] },
        { "idx", ["a-idx3-ubyte", "b-idx1-ubyte.gz"], [] },
        { "csv", ["a.csv"], ["nan", "1e999", ",", "\n", "\"", ";", "\r\n"] },
        { "ucr", ["a.tsv"], ["NaN", "\t", "\n", "-", "1e40"] },
        { "ts", ["a.ts"], ["?", ":", "@data\n", ",", "@classLabel"] },
        { "targets", ["x.npy", "t.npy"], [] },
        { "targets of a table", ["t.csv"], ["nan", "1e39", ",", "\n", "\"", "-"] },
        { "series", ["s.csv"], ["nan", "1e39", ",", "\n", "\"", "2024-01-01"] },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_damaged_is_read_or_refused(string format, string[] files, string[] words)
    {
        Assert.NotEmpty(format);
        WriteWhole();
        Dictionary<string, byte[]> whole = files.ToDictionary(file => file, file => File.ReadAllBytes(_folder[file]));
        Random random = new(format[0] * 31);
        ImportOptions options = new(Targets: format.StartsWith("targets", StringComparison.Ordinal));
        int refused = 0;
        for (int i = 0; i < s_files; i++)
        {
            string file = files[random.Next(files.Length)];
            File.WriteAllBytes(_folder[file], Damaged(whole[file], random, words));
            try
            {
                if (format == "series")
                {
                    LongSeries series = LongSeries.Read(_folder[file], null);
                    Assert.All(series.Values, value => Assert.True(float.IsFinite(value)));
                    _ = new SeriesWindows(2, 1, null).Of("a", series, null, 0.3);
                }
                else
                {
                    RawPart part = SequenceFormats.Read([.. files.Select(name => _folder[name])], options)[0];
                    Assert.Equal(part.Count * part.Steps * part.Features, part.Values.Length);
                    Assert.Equal(-1, part.Values.FirstOdd());
                    Assert.Equal(options.Targets, part.Targets is not null);
                    Assert.All(part.Targets?.Values ?? [], value => Assert.True(float.IsFinite(value)));
                }
            }
            catch (ImportException error)
            {
                refused++;
                Assert.Contains("; ", error.Message);
                Assert.Contains(files, name => error.Message.Contains(name, StringComparison.Ordinal));
            }

            File.WriteAllBytes(_folder[file], whole[file]);
        }

        Assert.InRange(refused, s_files / 20, s_files - 1);
    }

    private void WriteWhole()
    {
        _folder.Floats("x.npy", [4, 3, 2], [.. Enumerable.Range(0, 24).Select(i => i / 7f)]);
        _folder.Labels("y.npy", 0, 1, 2, 0);
        using (ZipArchive archive = ZipFile.Open(_folder["d.npz"], ZipArchiveMode.Create))
        {
            foreach (string name in new[] { "x", "y" })
            {
                using Stream entry = archive.CreateEntry($"{(name == "x" ? "X_train" : "y_train")}.npy").Open();
                entry.Write(File.ReadAllBytes(_folder[name + ".npy"]));
            }
        }

        _folder.Write("a-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8]);
        using (GZipStream gzip = new(File.Create(_folder["b-idx1-ubyte.gz"]), CompressionLevel.Optimal))
        {
            gzip.Write([0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);
        }

        _folder.Write("a.csv", "sequence,step,x,y,label\n1,0,0.5,1,up\n1,1,0.25,2,up\n2,0,3,4,down\n2,1,5,6,down\n");
        _folder.Floats("t.npy", [4, 2], [.. Enumerable.Range(0, 8).Select(i => i / 3f)]);
        _folder.Write("t.csv", "sequence,x,label\n1,0.5,1.5\n1,0.25,1.5\n2,3,-4\n2,5,-4\n");
        _folder.Write("s.csv", "step,x,y\n1,0.5,1.5\n2,0.25,1.5\n3,3,-4\n4,5,-4\n5,6,7\n6,1,2\n");
        _folder.Write("a.tsv", "1\t0.5\t1.5\t2\n2\t1\t2\t3\n1\t4\t5\t6\n");
        _folder.Write("a.ts", "@problemName a\n@equalLength true\n@classLabel true up down\n@data\n1,2:3,4:up\n5,6:7,8:down\n");
    }

    private static byte[] Damaged(byte[] whole, Random random, string[] words)
    {
        List<byte> bytes = [.. whole];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(bytes.Count + 1);
            switch (random.Next(words.Length > 0 ? 5 : 4))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256)));
                    break;
                case 4:
                    bytes.InsertRange(at, Encoding.ASCII.GetBytes(words[random.Next(words.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
