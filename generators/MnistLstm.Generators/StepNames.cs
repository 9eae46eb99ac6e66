namespace MnistLstm.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what was computed again.</summary>
internal static class StepNames
{
    /// <summary>A file to a manifest, or to errors.</summary>
    public const string Manifest = nameof(Manifest);

    /// <summary>All manifests to the data sets there are.</summary>
    public const string Datasets = nameof(Datasets);

    /// <summary>A file to a spec, or to errors.</summary>
    public const string Parse = nameof(Parse);

    /// <summary>All names to the catalog's layout.</summary>
    public const string Layout = nameof(Layout);

    /// <summary>A spec to what its model and trainer are emitted from.</summary>
    public const string Code = nameof(Code);

    /// <summary>A manifest to what its class is emitted from.</summary>
    public const string DatasetCode = nameof(DatasetCode);

    /// <summary>A project's references to what of the program's parts is among them.</summary>
    public const string References = nameof(References);

    /// <summary>Hand-written sources and folders to the type names that stand for something else in emitted code.</summary>
    public const string Hidden = nameof(Hidden);

    /// <summary>A spec to what its TorchSharp module and trainer are emitted from.</summary>
    public const string TorchCode = nameof(TorchCode);

    /// <summary>A spec to what its rows of the catalog are emitted from.</summary>
    public const string Rows = nameof(Rows);

    /// <summary>The hand-written sources that may belong to emitted classes.</summary>
    public const string Hooks = nameof(Hooks);

    /// <summary>The layout to what the catalog, or the test methods, are emitted from.</summary>
    public const string Catalog = nameof(Catalog);

    /// <summary>How many specs there should be, and are.</summary>
    public const string Count = nameof(Count);

    /// <summary>All errors.</summary>
    public const string Errors = nameof(Errors);
}
