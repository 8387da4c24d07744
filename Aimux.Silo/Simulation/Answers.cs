using System.Buffers;
using Aimux.Silo.Simulation.Errors;

namespace Aimux.Silo.Simulation;

/// <summary>Writes whole answers. They leave when the handler returns, after it has counted them.</summary>
internal static class Answers
{
    public const string JsonType = "application/json";

    public static void Write(HttpResponse response, int status, ReadOnlySpan<byte> body, string contentType = JsonType)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body);
    }

    public static void Write(HttpResponse response, ErrorBody error) =>
        Write(response, error.Status, error.Body, error.ContentType);
}
