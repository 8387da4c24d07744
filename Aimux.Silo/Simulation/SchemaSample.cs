using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>Makes up a value that fits a JSON schema. References are not followed: they give {}.</summary>
internal static class SchemaSample
{
    private const int DeepestNesting = 32;
    private const int MostItems = 100;
    private const int LongestText = 10_000;

    public static string Make(JsonElement? schema)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (schema is { ValueKind: JsonValueKind.Object } known)
            {
                Write(known, json, 0);
            }
            else
            {
                WriteEmptyObject(json);
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(JsonElement schema, Utf8JsonWriter json, int depth)
    {
        if (depth > DeepestNesting || schema.ValueKind != JsonValueKind.Object)
        {
            WriteEmptyObject(json);
        }
        else if (schema.TryGetProperty("const", out var constant))
        {
            constant.WriteTo(json);
        }
        else if (First(schema, "enum") is { } first)
        {
            first.WriteTo(json);
        }
        else if ((First(schema, "anyOf") ?? First(schema, "oneOf") ?? First(schema, "allOf")) is { } part)
        {
            Write(part, json, depth + 1);
        }
        else
        {
            WriteTyped(schema, json, depth);
        }
    }

    private static void WriteTyped(JsonElement schema, Utf8JsonWriter json, int depth)
    {
        switch (TypeOf(schema))
        {
            case "string":
                json.WriteStringValue(Text(schema));
                break;
            case "integer":
                json.WriteNumberValue((long)Math.Ceiling(Number(schema, 1)));
                break;
            case "number":
                json.WriteNumberValue(Number(schema, 0.5));
                break;
            case "boolean":
                json.WriteBooleanValue(true);
                break;
            case "null":
                json.WriteNullValue();
                break;
            case "array":
                WriteArray(schema, json, depth);
                break;
            default:
                WriteObject(schema, json, depth);
                break;
        }
    }

    private static void WriteArray(JsonElement schema, Utf8JsonWriter json, int depth)
    {
        json.WriteStartArray();
        if (schema.TryGetProperty("items", out var items))
        {
            var count = Math.Clamp(Bound(schema, "minItems") ?? 1, 1, MostItems);
            for (var i = 0; i < count; i++)
            {
                Write(items, json, depth + 1);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteObject(JsonElement schema, Utf8JsonWriter json, int depth)
    {
        json.WriteStartObject();
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                json.WritePropertyName(property.Name);
                Write(property.Value, json, depth + 1);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteEmptyObject(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private static string? TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            // ["string", "null"]: the first is what the member is for.
            var name = type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0 ? type[0] : type;
            return name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }

        return schema.TryGetProperty("items", out _) ? "array" : null;
    }

    private static string Text(JsonElement schema)
    {
        var format =
            schema.TryGetProperty("format", out var given) && given.ValueKind == JsonValueKind.String
                ? given.GetString()
                : null;
        var text = format switch
        {
            "date" => "2025-01-31",
            "date-time" => "2025-01-31T12:00:00Z",
            "time" => "12:00:00Z",
            "email" => "demo@example.com",
            "uri" => "https://example.com/",
            "uuid" => "123e4567-e89b-42d3-a456-426614174000",
            _ => "simulated",
        };
        var least = Math.Clamp(Bound(schema, "minLength") ?? 0, 0, LongestText);
        var most = Math.Max(least, Bound(schema, "maxLength") ?? LongestText);
        return text.PadRight((int)least, '.')[..(int)Math.Min(most, Math.Max(least, text.Length))];
    }

    private static double Number(JsonElement schema, double usual)
    {
        var least = Bound(schema, "minimum") ?? (Bound(schema, "exclusiveMinimum") + usual) ?? double.MinValue;
        var most = Bound(schema, "maximum") ?? (Bound(schema, "exclusiveMaximum") - usual) ?? double.MaxValue;
        return Math.Min(Math.Max(usual, least), most);
    }

    private static double? Bound(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && double.IsFinite(value.GetDouble())
            ? value.GetDouble()
            : null;

    private static JsonElement? First(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? list[0]
            : null;
}
