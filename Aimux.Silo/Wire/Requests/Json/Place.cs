using System.Globalization;
using System.Text;

namespace Aimux.Silo.Wire.Requests.Json;

/// <summary>Where in a request a value stands. It is told only when something is wrong there, so it costs no text.</summary>
/// <param name="Within">What it is a part of; <c>null</c> for a field of the request.</param>
/// <param name="Name">Its name, which is one of the protocol's and never the caller's; <c>null</c> for an item of a list.</param>
/// <param name="Index">Which item of the list it is.</param>
internal sealed record Place(Place? Within, string? Name, int Index)
{
    /// <summary>The request as a whole.</summary>
    public static Place Root { get; } = new(null, "", 0);

    public Place Field(string name) => new(this, name, 0);

    public Place Item(int index) => new(this, null, index);

    public override string ToString()
    {
        var text = new StringBuilder();
        Tell(text);
        return text.Length == 0 ? "body" : text.ToString();
    }

    // Places are as deep as the protocols, a handful of steps.
    private void Tell(StringBuilder text)
    {
        Within?.Tell(text);
        if (Name is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{Index}]");
        }
        else
        {
            text.Append(text.Length == 0 ? "" : ".").Append(Name);
        }
    }
}
