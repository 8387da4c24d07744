using Aimux.Silo.Access;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Xunit;

namespace Aimux.Tests.Access;

/// <summary>What a configuration says of who may come in, whatever is wrong with its secrets.</summary>
public sealed class AccessSnapshotTests
{
    private const string Token = "made-up-token-of-a-caller";

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly List<string> _notices = [];

    [Fact]
    public void Without_callers_every_program_of_this_machine_may_call_and_the_usual_password_is_the_operators()
    {
        var snapshot = Read(new AimuxOptions());

        Assert.False(snapshot.DemandsToken);
        Assert.True(snapshot.Admin.IsEverybodys);
        Assert.False(snapshot.Admin.IsUsual);
        Assert.Empty(_notices);
    }

    [Fact]
    public void Each_caller_is_found_by_its_own_token()
    {
        var snapshot = Read(With(("a", Token), ("b", Token + "2")));

        Assert.Equal("a", snapshot.Find(Token)?.Id);
        Assert.Equal("b", snapshot.Find(Token + "2")?.Id);
        Assert.Null(snapshot.Find(Token + "3"));
        Assert.Null(snapshot.Find(""));
    }

    [Theory]
    [InlineData("env:NOT_SET", "NOT_SET is not set")]
    [InlineData("env:CHAIN", "another reference")]
    [InlineData("env:SLOW", "pbkdf2: is for passwords")]
    public void A_token_that_cannot_be_used_closes_its_own_door_alone(string token, string words)
    {
        _variables["CHAIN"] = "env:OTHER";
        _variables["SLOW"] = CredentialHash.CreatePbkdf2(Token);

        var snapshot = Read(With(("bad", token), ("good", Token)));

        Assert.True(snapshot.DemandsToken);
        Assert.Equal("good", snapshot.Find(Token)?.Id);
        Assert.Single(snapshot.Callers);
        var notice = Assert.Single(_notices);
        Assert.Contains("'bad' is not admitted", notice, StringComparison.Ordinal);
        Assert.Contains(words, notice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_that_cannot_be_read_is_one_that_nobody_knows()
    {
        var options = new AimuxOptions { Admin = { Password = Reference("env:NOT_SET") } };

        var snapshot = Read(options);

        Assert.False(snapshot.Admin!.IsKnown);
        Assert.False(snapshot.Admin.Verify("admin", ""));
        Assert.Contains("Nobody can log in", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8081", "http://127.0.0.1:8081", null)]
    [InlineData("http://0.0.0.0:8081", "http://0.0.0.0:8081", "listener: other machines reach it")]
    [InlineData("http://0.0.0.0:8081", "http://127.0.0.1:8081", "once Aimux starts again")]
    [InlineData("http://127.0.0.1:8081", "http://0.0.0.0:8081", "until Aimux starts again")]
    public void The_usual_password_counts_as_none_where_other_machines_come_in(
        string listen,
        string bound,
        string? notice
    )
    {
        _variables["HASHED"] = CredentialHash.CreatePbkdf2("admin");
        _variables["CLEAR"] = "admin";
        foreach (var password in new[] { "env:HASHED", "env:CLEAR", _variables["HASHED"] })
        {
            var options = new AimuxOptions
            {
                Admin = { Listen = ListenAddress.Parse(listen), Password = Reference(password) },
            };

            _notices.Clear();
            Assert.Equal(notice is not null, Read(options, bound).Admin!.IsUsual);
            Assert.Equal(
                notice is null ? 0 : 1,
                _notices.Count(line => line.Contains(notice ?? "", StringComparison.Ordinal))
            );
        }
    }

    private AccessSnapshot Read(AimuxOptions options, string bound = "http://127.0.0.1:8081") =>
        AccessSnapshot.From(
            options,
            ListenAddress.Parse(bound),
            new SecretResolver(_variables.GetValueOrDefault, File.OpenRead, credentials: null),
            _notices
        );

    private static AimuxOptions With(params (string Id, string Token)[] callers) =>
        new()
        {
            Callers =
            [
                .. callers.Select(caller => new CallerOptions { Id = caller.Id, Token = Reference(caller.Token) }),
            ],
        };

    private static SecretReference Reference(string text)
    {
        Assert.True(SecretReference.TryParse(text, out var reference, out _));
        return reference!;
    }
}
