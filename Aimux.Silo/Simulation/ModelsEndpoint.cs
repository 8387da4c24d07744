using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>GET {any prefix}/models and {any prefix}/models/{id}, in the shape of the protocol that the client speaks.</summary>
internal static class ModelsEndpoint
{
    private const string List = "/models";
    private const string One = "/models/";

    /// <summary>2023-11-14, in Unix seconds: simulated models have no birthday of their own.</summary>
    private const long Created = 1_700_000_000;

    public static bool Serves(string path) =>
        path.EndsWith(List, StringComparison.Ordinal) || path.Contains(One, StringComparison.Ordinal);

    /// <summary>Whether one model is asked for, whose name may end like another path.</summary>
    public static bool IsOne(string method, string path) =>
        method == "GET" && path.Contains(One, StringComparison.Ordinal);

    public static void Answer(HttpContext http, ActiveSettings active, string path)
    {
        var anthropic = RequestKey.SpeaksAnthropic(http.Request.Headers);
        if (path.IndexOf(One, StringComparison.Ordinal) is >= 0 and var at)
        {
            // Kestrel leaves an encoded slash in a path as it is.
            var name = path[(at + One.Length)..].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            var model = active.FindModel(name) ?? throw new RequestRefusedException(WireError.UnknownModel(name));
            Write(http.Response, json => WriteModel(json, model, anthropic));
        }
        else
        {
            Write(http.Response, json => WriteList(json, active.Models, anthropic));
        }
    }

    private static void Write(HttpResponse response, Action<Utf8JsonWriter> members) =>
        Answers.Write(response, StatusCodes.Status200OK, JsonObjects.Write(members));

    private static void WriteList(Utf8JsonWriter json, ServedModel[] models, bool anthropic)
    {
        if (!anthropic)
        {
            json.WriteString("object"u8, "list"u8);
        }

        json.WriteStartArray("data"u8);
        foreach (var model in models)
        {
            json.WriteStartObject();
            WriteModel(json, model, anthropic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (anthropic)
        {
            json.WriteBoolean("has_more"u8, value: false);
            json.WriteString("first_id"u8, models[0].Name);
            json.WriteString("last_id"u8, models[^1].Name);
        }
    }

    private static void WriteModel(Utf8JsonWriter json, ServedModel model, bool anthropic)
    {
        if (anthropic)
        {
            json.WriteString("type"u8, "model"u8);
            json.WriteString("id"u8, model.Name);
            json.WriteString("display_name"u8, model.Name);
            json.WriteString("created_at"u8, "2023-11-14T22:13:20Z"u8);
            return;
        }

        json.WriteString("id"u8, model.Name);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, Created);
        json.WriteString("owned_by"u8, "simulated"u8);
    }
}
