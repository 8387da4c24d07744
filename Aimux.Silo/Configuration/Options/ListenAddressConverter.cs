using System.Text.Json;

namespace Aimux.Silo.Configuration.Options;

internal sealed class ListenAddressConverter : TextConverter<ListenAddress>
{
    protected override string Expected => "an address such as http://127.0.0.1:8080";

    protected override ListenAddress Parse(string text)
    {
        try
        {
            return ListenAddress.Parse(text);
        }
        catch (FormatException mistake)
        {
            throw new JsonException(mistake.Message, mistake);
        }
    }

    protected override string Format(ListenAddress value) => value.ToString();
}
