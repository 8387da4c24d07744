using System.Text;
using Aimux.Dashboard.Access;
using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary><c>/api/config</c>: the configuration file as a whole, its earlier versions, and the operator's password.</summary>
internal sealed class FileEndpoints(IConfigurationStore store, ChangeAnswers changes, IPasswords passwords)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The rows with secrets masked; to who asks for <c>text/plain</c> the text.</summary>
    public async Task Show(HttpContext context)
    {
        if (context.Request.Headers.Accept.ToString().StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ETag = $"\"{store.Current.Version}\"";
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(store.ShownText);
            return;
        }

        await changes.Write(context, ConfigurationPage.Of(store.Current), AdminJson.Readable.ConfigurationPage);
    }

    /// <summary>Puts another text in place of the whole file.</summary>
    public async Task Replace(HttpContext context)
    {
        if (
            await ReadText(context) is { } text
            && await changes.Make(context, new ConfigurationChange.ReplaceText(text)) is not null
        )
        {
            await changes.Write(context, ConfigurationPage.Of(store.Current), AdminJson.Readable.ConfigurationPage);
        }
    }

    /// <summary>Says what is wrong with a text; changes nothing.</summary>
    public async Task Validate(HttpContext context)
    {
        if (await ReadText(context) is { } text)
        {
            var outcome = await store.Check(new ConfigurationChange.ReplaceText(text), context.RequestAborted);
            var page = new ValidationPage(outcome.IsMade, outcome.Findings);
            await context.Response.WriteAsJsonAsync(page, AdminJson.Readable.ValidationPage);
        }
    }

    public Task History(HttpContext context) =>
        context.Response.WriteAsJsonAsync(new HistoryPage([.. store.History()]), AdminJson.Readable.HistoryPage);

    public async Task ReadVersion(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (store.ReadMasked(id) is not { } text)
        {
            await ProblemWriter.Write(context, 404, "Not found", $"There is no earlier version '{id}' any more.");
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(text);
    }

    public async Task Restore(HttpContext context)
    {
        if (
            await BodyReader.Read(context, AdminJson.Strict.RestoreBody) is { } body
            && await changes.Make(context, new ConfigurationChange.Restore(body.Version ?? "")) is not null
        )
        {
            await changes.Write(context, ConfigurationPage.Of(store.Current), AdminJson.Readable.ConfigurationPage);
        }
    }

    public async Task ChangePassword(HttpContext context)
    {
        if (await BodyReader.Read(context, AdminJson.Strict.PasswordBody) is not { } body)
        {
            return;
        }

        var refused = await passwords.Change(body.Current ?? "", body.Next ?? "", context.User, context.RequestAborted);
        if (refused is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await ProblemWriter.Write(context, 422, "The password was not changed", refused);
    }

    private static async Task<string?> ReadText(HttpContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body, StrictUtf8);
            return await reader.ReadToEndAsync(context.RequestAborted);
        }
        catch (DecoderFallbackException)
        {
            await ProblemWriter.Write(
                context,
                400,
                "Bad body",
                "The body must be the text of a configuration, in UTF-8."
            );
        }
        catch (BadHttpRequestException mistake)
        {
            await ProblemWriter.Write(context, mistake.StatusCode, "Bad body", mistake.Message);
        }

        return null;
    }
}
