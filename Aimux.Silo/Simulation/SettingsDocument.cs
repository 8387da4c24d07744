using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aimux.Silo.Simulation;

/// <summary>Reads and changes settings as JSON; throws <see cref="ArgumentException"/> with a text for people.</summary>
internal static class SettingsDocument
{
    public static byte[] Write(SimulatedProviderSettings settings) =>
        JsonSerializer.SerializeToUtf8Bytes(settings, SimulationJson.Default.SimulatedProviderSettings);

    /// <summary>The settings the document gives; members it leaves out have their defaults.</summary>
    public static SimulatedProviderSettings Replace(ReadOnlySequence<byte> document) => Read(Parse(document));

    /// <summary>The current settings with the members the document gives; faults are merged one by one.</summary>
    public static SimulatedProviderSettings Merge(SimulatedProviderSettings current, ReadOnlySequence<byte> document)
    {
        var merged = JsonSerializer
            .SerializeToNode(current, SimulationJson.Default.SimulatedProviderSettings)!
            .AsObject();
        foreach (var (name, value) in Parse(document))
        {
            if (value is JsonObject given && merged[name] is JsonObject present)
            {
                foreach (var (inner, innerValue) in given)
                {
                    present[inner] = innerValue?.DeepClone();
                }
            }
            else
            {
                merged[name] = value?.DeepClone();
            }
        }

        return Read(merged);
    }

    private static JsonObject Parse(ReadOnlySequence<byte> document)
    {
        try
        {
            return JsonNode.Parse(document.ToArray()) as JsonObject
                ?? throw new ArgumentException("The settings must be a JSON object.", nameof(document));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The settings are not valid JSON: {e.Message}", nameof(document), e);
        }
    }

    private static SimulatedProviderSettings Read(JsonObject document)
    {
        try
        {
            return SettingsRules.Check(document.Deserialize(SimulationJson.Default.SimulatedProviderSettings)!);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The settings cannot be read: {e.Message}", nameof(document), e);
        }
    }
}
