using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Silo.Access;
using Aimux.Silo.Cli.Configuration;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Explaining;

/// <summary>Asks a running Aimux by its admin listener.</summary>
/// <param name="terminal">Is told what went wrong.</param>
/// <param name="address">Where the admin listener is.</param>
/// <param name="user">The operator's name.</param>
/// <param name="password">The operator's password; <c>null</c> if it is not known.</param>
internal sealed class AdminClient(Terminal terminal, Uri address, string user, string? password) : IDisposable
{
    /// <summary>Holds the operator's password where one is set.</summary>
    public const string PasswordVariable = "AIMUX_ADMIN_PASSWORD";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _invoker = new(
        new SocketsHttpHandler { UseProxy = false },
        disposeHandler: true
    );

    /// <summary>One for the address that was given, else for that of the configuration.</summary>
    public static AdminClient For(Terminal terminal, string? given, string? config)
    {
        var options = OpenedConfiguration.Peek(terminal, config) ?? new AimuxOptions();
        var address = given is null ? new Uri(options.Admin.Listen.ToString()) : new Uri(given);
        var password =
            terminal.Variable(PasswordVariable) is { Length: > 0 } own ? own
            : options.Admin.Password is null && address.IsLoopback ? AdminLogin.UsualPassword
            : null;
        return new AdminClient(terminal, address, options.Admin.User, password);
    }

    /// <summary>Gets an answer.</summary>
    /// <returns><c>null</c> if there was none; then what was wrong is said.</returns>
    public async Task<JsonNode?> Get(string path, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        if (password is not null)
        {
            var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", login);
        }

        try
        {
            using var response = await _invoker.SendAsync(request, late.Token);
            var text = await response.Content.ReadAsStringAsync(late.Token);
            if (response.IsSuccessStatusCode)
            {
                return JsonNode.Parse(text);
            }

            await terminal.Fail(Explain(response.StatusCode, text));
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or JsonException
                || failure is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            await terminal.Fail(
                $"No Aimux answers at {address}: {failure.Message} Start it with 'aimux serve', or name its admin listener with --admin URL."
            );
        }

        return null;
    }

    public void Dispose() => _invoker.Dispose();

    private string Explain(HttpStatusCode status, string text)
    {
        if (status == HttpStatusCode.Unauthorized)
        {
            return $"{address} asks for the operator's password: put it into the variable {PasswordVariable}.";
        }

        try
        {
            return (string?)JsonNode.Parse(text)?["detail"] ?? $"{address} answered {(int)status}.";
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return $"{address} answered {(int)status}; is it an Aimux's admin listener?";
        }
    }
}
