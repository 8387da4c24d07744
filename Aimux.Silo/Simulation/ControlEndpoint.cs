using System.Globalization;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>The endpoints under /_simulation that steer a provider from outside.</summary>
internal sealed class ControlEndpoint(SimulatedProvider provider)
{
    public const string Prefix = "/_simulation/";

    private const double LongestRefusal = 3600;

    public async Task Answer(HttpContext http)
    {
        var request = http.Request;
        switch (request.Path.Value![Prefix.Length..], request.Method)
        {
            case ("settings", "GET"):
                AnswerSettings(http.Response);
                break;
            case ("settings", "PUT"):
                await Change(http, replace: true);
                break;
            case ("settings", "PATCH"):
                await Change(http, replace: false);
                break;
            case ("stats", "GET"):
                AnswerStats(http.Response);
                break;
            case ("requests", "GET"):
                AnswerRequests(http.Response);
                break;
            case ("reset", "POST"):
                provider.Stats.Reset();
                provider.Active.Requests?.Clear();
                AnswerStats(http.Response);
                break;
            case ("refuse", "POST"):
                await Refuse(http);
                break;
            case ("settings" or "stats" or "requests" or "reset" or "refuse", _):
                throw new RequestRefusedException(WireError.WrongMethod(request.Method, request.Path.Value));
            default:
                throw new RequestRefusedException(WireError.UnknownPath(request.Method, request.Path.Value));
        }
    }

    private void AnswerSettings(HttpResponse response) =>
        Answers.Write(response, StatusCodes.Status200OK, SettingsDocument.Write(provider.Settings));

    private void AnswerStats(HttpResponse response) =>
        Answers.Write(
            response,
            StatusCodes.Status200OK,
            JsonSerializer.SerializeToUtf8Bytes(provider.Stats.Snapshot(), SimulationJson.Default.StatsSnapshot)
        );

    private void AnswerRequests(HttpResponse response) =>
        Answers.Write(
            response,
            StatusCodes.Status200OK,
            JsonSerializer.SerializeToUtf8Bytes(provider.Requests, SimulationJson.Default.IReadOnlyListRecordedRequest)
        );

    private async Task Change(HttpContext http, bool replace)
    {
        var reader = http.Request.BodyReader;
        var body = await RequestBody.Read(reader);
        try
        {
            provider.Change(current =>
                replace ? SettingsDocument.Replace(body) : SettingsDocument.Merge(current, body)
            );
        }
        catch (ArgumentException e)
        {
            throw new RequestRefusedException(WireError.Invalid(e.Message));
        }
        finally
        {
            RequestBody.Release(reader, body);
        }

        AnswerSettings(http.Response);
    }

    private async Task Refuse(HttpContext http)
    {
        var given = http.Request.Query["seconds"].ToString();
        if (
            !double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            || !(seconds > 0 && seconds <= LongestRefusal)
        )
        {
            throw new RequestRefusedException(
                WireError.Invalid($"seconds must be more than 0 and at most 3600, but is '{given}'.", "seconds")
            );
        }

        Answers.Write(http.Response, StatusCodes.Status202Accepted, "{}"u8);
        // The refusal resets this connection too: its answer must be out before.
        await http.Response.CompleteAsync();
        provider.RefuseFor(TimeSpan.FromSeconds(seconds));
    }
}
