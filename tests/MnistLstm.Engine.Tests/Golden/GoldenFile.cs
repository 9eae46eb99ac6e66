using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MnistLstm.Engine.Tests.Golden;

/// <summary>Reads a golden file of this folder; a key that is missing or not known is an error, so that nothing goes unchecked.</summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static T Load<T>(string name)
    {
        string resource = $"{typeof(GoldenFile).Namespace}.{name}";
        using Stream stream = typeof(GoldenFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException($"the test assembly has no resource {resource}");
        return JsonSerializer.Deserialize<T>(stream, s_options)
            ?? throw new InvalidDataException($"{name}: expected an object, got null");
    }

    /// <summary>SHA-256, lower-case hex, over the elements' little-endian bytes.</summary>
    public static string Sha256<T>(ReadOnlySpan<T> values) where T : unmanaged =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)));

    /// <summary>The bits of a float as the golden files write them: <c>3d42369c</c>.</summary>
    public static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8");
}
