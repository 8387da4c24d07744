using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>A model the provider serves, with the bytes that name it in answers.</summary>
internal sealed class ServedModel(string name)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    private readonly JsonEncodedText _escaped = JsonEncodedText.Encode(name);

    private readonly byte[] _naming = Encoding.UTF8.GetBytes(
        $",\"model\":\"{JsonEncodedText.Encode(name)}\",\"system_fingerprint\":\"fp_simulated\","
    );

    public string Name => name;

    public ReadOnlySpan<byte> Utf8Name => _utf8;

    /// <summary>The name, JSON-escaped, without quotes.</summary>
    public ReadOnlySpan<byte> EscapedName => _escaped.EncodedUtf8Bytes;

    /// <summary>The model and fingerprint members of an answer, with a comma at both ends.</summary>
    public ReadOnlySpan<byte> Naming => _naming;

    public static ServedModel[] List(string[] names) => Array.ConvertAll(names, name => new ServedModel(name));
}
