namespace MnistLstm.Runner.Reports.Writing;

/// <summary>How rows are printed on standard output.</summary>
internal enum OutputFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table,

    /// <summary>The run objects of schema 1.</summary>
    Json,

    /// <summary>Every column with raw values, RFC 4180 quoting.</summary>
    Csv,

    /// <summary>The table's columns as GitHub Markdown.</summary>
    Md,
}
