using System.Text.Json.Serialization;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>How decisions are written. Made at build time, since looking through types costs start-up time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    IndentSize = 2,
    NewLine = "\n",
    AllowDuplicateProperties = false,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(HalvingRecord))]
internal sealed partial class HalvingJsonContext : JsonSerializerContext;
