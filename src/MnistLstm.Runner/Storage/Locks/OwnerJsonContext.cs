using System.Text.Json.Serialization;
using MnistLstm.Runner.Processes;

namespace MnistLstm.Runner.Storage.Locks;

/// <summary>How an owner's file is written. Made at build time, since looking through types costs start-up time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    IndentSize = 2,
    NewLine = "\n",
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunOwner))]
internal sealed partial class OwnerJsonContext : JsonSerializerContext;
