using System.Text.Json.Serialization;
using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Files;

/// <summary>How the texts within traces are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    AllowDuplicateProperties = false,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TraceHeader))]
[JsonSerializable(typeof(TraceEnvironment))]
[JsonSerializable(typeof(StepPlace))]
internal sealed partial class TraceJsonContext : JsonSerializerContext;
