using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>Reads which model a request is for.</summary>
internal static class ModelMember
{
    public static ServedModel Read(JsonElement request, ServedModel[] models)
    {
        var name = request.TryGetProperty("model", out var given) ? given.ToString() : "";
        return Find(name, models);
    }

    /// <summary>The model named, or the first where a request may leave it to the provider.</summary>
    public static ServedModel ReadOrUsual(JsonElement request, ServedModel[] models) =>
        request.TryGetProperty("model", out var given) && given.ValueKind != JsonValueKind.Null
            ? Find(given.ToString(), models)
            : models[0];

    public static ServedModel Find(string name, ServedModel[] models) =>
        Array.Find(models, model => model.Name == name)
        ?? throw new RequestRefusedException(
            name.Length == 0
                ? WireError.Invalid("You must provide a model parameter.", "model")
                : WireError.UnknownModel(name)
        );
}
