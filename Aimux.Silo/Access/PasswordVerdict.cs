namespace Aimux.Silo.Access;

/// <summary>What a check of a login found.</summary>
/// <param name="IsRight">Whether it is right.</param>
/// <param name="Wait">How long its address has to wait after too many wrong ones; zero if it need not.</param>
internal readonly record struct PasswordVerdict(bool IsRight, TimeSpan Wait)
{
    public static PasswordVerdict Right => new(true, TimeSpan.Zero);

    public static PasswordVerdict Wrong => default;

    public static PasswordVerdict Limited(TimeSpan wait) => new(false, wait);
}
