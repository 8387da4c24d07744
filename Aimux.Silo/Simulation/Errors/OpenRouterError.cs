namespace Aimux.Silo.Simulation.Errors;

/// <summary><c>{"error":{"code":429,"message":…,"metadata":{…}}}</c>: the code is a number, as the status would be.</summary>
internal static class OpenRouterError
{
    public static ErrorBody Render(WireError error) =>
        new(
            error.Status,
            JsonObjects.Write(json =>
            {
                json.WriteStartObject("error"u8);
                json.WriteNumber("code"u8, CodeOf(error));
                json.WriteString("message"u8, error.Message);
                json.WriteStartObject("metadata"u8);
                json.WriteString("provider_name"u8, "simulated"u8);
                json.WriteString("raw"u8, error.Message);
                json.WriteEndObject();
                json.WriteEndObject();
            })
        );

    private static int CodeOf(WireError error) =>
        error.Status == StatusCodes.Status200OK ? StatusCodes.Status502BadGateway : error.Status;
}
