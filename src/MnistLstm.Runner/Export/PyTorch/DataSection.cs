using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes the part of a script that finds and reads the data's files.</summary>
internal static class DataSection
{
    /// <summary>The embedded digits' files, relative to the repository.</summary>
    public const string EmbeddedFolder = "src/MnistLstm.Training/Data/Mnist10k";

    /// <summary>Whether <c>find_data</c> uses the module <c>os</c>.</summary>
    public static bool ReadsEnvironment(RunSpec spec) => !spec.Data.IsEmbedded;

    /// <summary>The names and hashes of the files.</summary>
    public static string Constants(RunSpec spec)
    {
        DatasetDefinition set = spec.Data;
        string files = string.Concat(set.Files.Select(file => $"    \"{file.Name}\": \"{file.Sha256}\",\n"));
        return $$"""
            DATASET = "{{PythonText.InString(set.Name)}}"
            FILES = {  # {{(set.Manifest is null ? "with .gz or without; the SHA-256 is that of the uncompressed content" : "with the SHA-256 of each")}}
            {{files}}}
            """;
    }

    /// <summary>The functions <c>find_data</c>, <c>read_idx</c> or <c>read_npy</c>, and <c>load</c>.</summary>
    public static string Functions(RunSpec spec) => spec.Data.Manifest is null ? OfIdx(spec) : OfNpy(spec);

    /// <summary>The words of the two parts.</summary>
    public static (string Train, string Test) Parts(RunSpec spec) => spec.Data.Manifest is null ? ("train", "t10k") : ("train", "test");

    /// <summary>What a sample's class, or its targets, are called.</summary>
    public static string Answers(RunSpec spec) => spec.PredictsNumbers ? "targets" : "labels";

    private static string OfNpy(RunSpec spec) => $$"""
        def find_data(given):
        {{Places(spec.Data)}}
            for folder in folders:
                if all((folder / name).exists() for name in FILES):
                    return folder
            sys.exit(f"{DATASET}: {', '.join(FILES)} are not in {given or 'the usual places'}; name their folder with --data")


        def read_npy(folder, name):
            path = folder / name
            try:
                content = path.read_bytes()
            except OSError as error:
                sys.exit(f"{path}: cannot be read: {error}; put a good copy in its place")
            if hashlib.sha256(content).hexdigest() != FILES[name]:
                sys.exit(f"{path}: the content is not that of {DATASET}; put a good copy in its place")
            return torch.from_numpy(numpy.load(io.BytesIO(content)))


        def load(folder, part, count=None):
            sequences = read_npy(folder, f"{part}_inputs.npy")[:count]{{(spec.Data.Values == DatasetValues.Bytes ? ".float() / 255" : "")}}
            {{Answers(spec)}} = read_npy(folder, f"{part}_{{Answers(spec)}}.npy")[:count]
        {{PreparationSection.Lines(spec)}}    return TensorDataset(sequences, {{Answers(spec)}})
        """;

    private static string OfIdx(RunSpec spec) => $$"""
        def find_data(given):
        {{Places(spec.Data)}}
            for folder in folders:
                if all((folder / name).exists() or (folder / (name + ".gz")).exists() for name in FILES):
                    return folder
            sys.exit(f"{DATASET}: {', '.join(FILES)} (with or without .gz) are not in {given or 'the usual places'}; name their folder with --data")


        def read_idx(folder, name, header):
            path = folder / (name + ".gz")
            try:
                content = gzip.decompress(path.read_bytes()) if path.exists() else (folder / name).read_bytes()
            except (OSError, EOFError, zlib.error) as error:
                sys.exit(f"{path}: cannot be read: {error}; put a good copy in its place")
            if hashlib.sha256(content).hexdigest() != FILES[name]:
                sys.exit(f"{path}: the content is not that of {DATASET}; put a good copy in its place")
            return torch.from_numpy(numpy.frombuffer(content, numpy.uint8, offset=header).copy())


        def load(folder, part, count=None):
            images = read_idx(folder, f"{part}-images-idx3-ubyte", 16).reshape(-1, {{spec.Data.Steps}}, {{spec.Data.Features}})[:count].float() / 255
            labels = read_idx(folder, f"{part}-labels-idx1-ubyte", 8)[:count].long()
        {{PreparationSection.Lines(spec)}}    return TensorDataset(images, labels)
        """;

    private static string Places(DatasetDefinition set) => set.IsEmbedded
        ? $$"""
                if given:
                    folders = [Path(given, DATASET), Path(given)]
                else:  # beside this file, else in the repository that this file or the current folder is in
                    starts = [Path(__file__).resolve().parent, Path.cwd()]
                    above = [folder for start in starts for folder in (start, *start.parents)]
                    folders = [starts[0] / DATASET, *(folder / "{{EmbeddedFolder}}" for folder in above)]
            """
        : $$"""
                given = given or os.environ.get("{{DataPlaces.Variable}}")
                if given:
                    folders = [Path(given, DATASET), Path(given)]
                else:  # below this file's folder and the current one, in the folders above them, in the cache, where Debian puts it
                    starts = [Path(__file__).resolve().parent, Path.cwd()]
                    above = [folder for start in starts for folder in (start, *start.parents)]
                    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "mnist-lstm")
                    roots = [folder / place for folder in above for place in ({{(set.Manifest is null ? "" : "\"datasets\", ")}}"data", "shared/data")]
                    folders = [root / DATASET for root in (*roots, cache, Path("/usr/share/datasets"))]
            """;
}
