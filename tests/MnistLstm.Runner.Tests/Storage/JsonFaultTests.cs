using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("[1]", "what stands at $ is not of the kind that belongs there")]
    [InlineData("{\"times\": {\"started\": \"2026-01-01T00:00:00Z\", \"finished\": null, \"train_seconds\": 1}}", "evaluate_seconds is missing (at $.times)")]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}", "'name' stands in it twice (at $.name)")]
    [InlineData("{\"status\": null}", "what stands at $.status is null")]
    [InlineData("{\"parameters\": 1e300}", "what stands at $.parameters is not of the kind that belongs there")]
    [InlineData("{\"name\": what}", "'w' is an invalid start of a value (at $.name)")]
    [InlineData("{\"name\": \"a\",}", "The JSON object contains a trailing comma at the end which is not supported in this mode")]
    public void It_names_the_place_and_no_type_of_the_program(string json, string words)
    {
        JsonException error = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(json, RunJsonContext.Default.RunManifest));
        Assert.Equal(words, JsonFault.Words(error));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        JsonException error = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize("{\"schema\": 1}", RunJsonContext.Default.RunManifest));
        Assert.StartsWith("name, experiment, seed, ", JsonFault.Words(error), StringComparison.Ordinal);
        Assert.EndsWith(" are missing", JsonFault.Words(error), StringComparison.Ordinal);
    }
}
