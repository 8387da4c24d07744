using System.Net;
using System.Text.RegularExpressions;
using Aimux.Tests.Admin.Api;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Security;

/// <summary>What a browser does at the admin listener, without the browser: it keeps cookies and fills in the login form.</summary>
internal sealed partial class Browsing(RunningAimux aimux) : IDisposable
{
    private const string SessionCookie = "aimux_session=";

    private readonly HttpClient _client = aimux.NewAdminClient();

    /// <summary>What the cookie of the session holds; <c>null</c> before one began.</summary>
    public string? Session { get; private set; }

    /// <summary>The cookie of the session as it was set, with its attributes.</summary>
    public string? SetCookie { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Begins a session.</summary>
    public static async Task<Browsing> LogIn(RunningAimux aimux, string password = "admin")
    {
        var browsing = new Browsing(aimux);
        var answer = await browsing.EnterPassword("admin", password);
        answer.Is(303);
        Assert.NotNull(browsing.Session);
        return browsing;
    }

    /// <summary>Fills in the form and sends it.</summary>
    /// <param name="user">A name.</param>
    /// <param name="password">A password.</param>
    /// <param name="returnUrl">Where to go then.</param>
    /// <param name="token">The form's own token, unless given; none for an empty one.</param>
    public async Task<ApiAnswer> EnterPassword(
        string user,
        string password,
        string returnUrl = "/",
        string? token = null
    )
    {
        token ??= await FormToken();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/session");
        request.Content = new FormUrlEncodedContent([
            new("user", user),
            new("password", password),
            new("return_url", returnUrl),
            new("__RequestVerificationToken", token),
        ]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await Send(request);
    }

    /// <summary>The token of a form that was asked for now.</summary>
    public async Task<string> FormToken()
    {
        var form = await _client.GetStringAsync("/login", Cancellation);
        return WebUtility.HtmlDecode(TokenField().Match(form).Groups["token"].Value);
    }

    public Task<ApiAnswer> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>As one of Aimux's pages would.</summary>
    public Task<ApiAnswer> Post(string path, string? body = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = body is null ? null : RunningAimux.Json(body);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return Send(request);
    }

    /// <summary>Gives a request the right credentials: a login by Basic, or the cookie of this session.</summary>
    public void Show(HttpRequestMessage request, bool isBasic)
    {
        if (isBasic)
        {
            request.Headers.Authorization = RunningAimux.Basic("admin", "admin");
        }
        else
        {
            request.Headers.Add("Cookie", SessionCookie + Session);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<ApiAnswer> Send(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await _client.SendAsync(request, Cancellation);
            if (
                answer.Headers.TryGetValues("Set-Cookie", out var cookies)
                && cookies.FirstOrDefault(each => each.StartsWith(SessionCookie, StringComparison.Ordinal)) is { } set
            )
            {
                SetCookie = set;
                Session = set[SessionCookie.Length..set.IndexOf(';', StringComparison.Ordinal)];
            }

            return await ApiAnswer.Read(answer);
        }
    }

    [GeneratedRegex(
        "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex TokenField();
}
