using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Aimux.Dashboard.Components.Settings;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Admin.Api;

/// <summary>An Aimux of two simulated providers, whose file somebody wrote with care, and its admin API.</summary>
internal sealed class AdminApi : IAsyncDisposable
{
    private readonly FollowedFile _file = new();

    private AdminApi(SimulatedProvider one, SimulatedProvider two)
    {
        (One, Two) = (one, two);
        Before = $"""
            # Aimux of our team.
            version: 1

            # Who serves.
            providers[2]{"{id,base_url,models,enabled}"}:
              # The fast one.
              one,{one.BaseUrl},demo,true
              two,{two.BaseUrl},demo,true

            keys[3]{"{id,provider,secret,rpm,enabled}"}:
              main,one,env:KEY_one,100,true
              # Bought in May.
              spare,one,env:KEY_spare,100,false
              main,two,env:KEY_two,null,true

            # What we call them.
            models[1]{"{name,candidates,policy}"}:
              chat,one/demo two/demo,ordered
            callers[1]{"{id,token,enabled}"}:
              ci,sha256:{TokenHash},true

            """;
    }

    /// <summary>The token of the caller <c>ci</c>.</summary>
    public const string Token = "fake-token-of-ci";

    /// <summary>As the file has it.</summary>
    public static readonly string TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));

    public SimulatedProvider One { get; }

    public SimulatedProvider Two { get; }

    /// <summary>The file as it was at first.</summary>
    public string Before { get; }

    public RunningAimux Aimux => _file.Aimux;

    /// <summary>The file now.</summary>
    public string Text => File.ReadAllText(_file.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AdminApi> Start()
    {
        var api = new AdminApi(
            await Simulated.Start("one", new() { ApiKeys = ["fake-KEY_one", "fake-KEY_spare", "fake-new"] }),
            await Simulated.Start("two", new() { RecordedRequests = 50 })
        );
        api._file.Write(api.Before);
        await api._file.Start();
        return api;
    }

    public Task<ApiAnswer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<ApiAnswer> Post(string path, string? body = null, string? ifMatch = null) =>
        Send(HttpMethod.Post, path, body, ifMatch);

    public Task<ApiAnswer> Put(string path, string body, string? ifMatch = null) =>
        Send(HttpMethod.Put, path, body, ifMatch);

    public Task<ApiAnswer> Delete(string path, string? ifMatch = null) =>
        Send(HttpMethod.Delete, path, ifMatch: ifMatch);

    /// <summary>Asks for a model, as the caller <c>ci</c> unless another token is given; nobody for <c>null</c>.</summary>
    public async Task<HttpResponseMessage> Chat(string model, string? token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = RunningAimux.Json(Some.Chat(model)),
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await Aimux.Data.SendAsync(request, Cancellation);
    }

    public async Task<ApiAnswer> Send(
        HttpMethod method,
        string path,
        string? body = null,
        string? ifMatch = null,
        string mediaType = "application/json"
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await Aimux.Admin.SendAsync(request, Cancellation);
        return await ApiAnswer.Read(answer);
    }

    /// <summary>The lines that went from the file, and those that came, as <c>git diff</c> would tell them.</summary>
    public IReadOnlyList<string> Changed() => Changed(Before);

    /// <inheritdoc cref="Changed()"/>
    public IReadOnlyList<string> Changed(string before) =>
        [
            .. LineDiff
                .Of(before, Text)
                .Where(line => line.Kind is '+' or '-')
                .Select(line => $"{line.Kind}{line.Text.Trim()}"),
        ];

    /// <summary>A change for a version that is not there any more is refused, and changes nothing.</summary>
    public async Task RefusesStale(HttpMethod method, string path, string? body = null)
    {
        var before = Text;
        var stale = await Send(method, path, body, ifMatch: $"\"{new string('0', 64)}\"");
        stale.IsProblem(412);
        Assert.Equal(before, Text);
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        await One.DisposeAsync();
        await Two.DisposeAsync();
    }
}
