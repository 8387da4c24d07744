using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Strictness;

/// <summary>Refuses properties as strict vendors do: with a 400 that names them.</summary>
internal sealed class FieldRules(bool strict, string[] refused)
{
    private const string ForeignThought = "reasoning_content";

    private readonly FrozenSet<string> _refused = refused.ToFrozenSet(StringComparer.Ordinal);

    public void CheckChat(in ReadOnlySequence<byte> body)
    {
        using var tree = RequestTree.Parse(body);
        RequestTree.Guard(() =>
        {
            CheckMembers(tree.RootElement, KnownFields.Chat, name => Unsupported(name, name));
            if (strict)
            {
                CheckThoughts(tree.RootElement);
            }
        });
    }

    public void CheckMessages(JsonElement request)
    {
        CheckMembers(
            request,
            KnownFields.Messages,
            name => WireError.Invalid($"{name}: Extra inputs are not permitted", name)
        );
        if (strict)
        {
            CheckRoles(request);
            Signatures.Check(request);
        }
    }

    public void CheckResponses(JsonElement request) =>
        CheckMembers(
            request,
            KnownFields.Responses,
            name => WireError.Invalid($"Unknown parameter: '{name}'.", name, "unknown_parameter")
        );

    private void CheckMembers(JsonElement request, FrozenSet<string> known, Func<string, WireError> refuse)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in request.EnumerateObject())
        {
            if (_refused.Contains(member.Name) || (strict && !known.Contains(member.Name)))
            {
                throw new RequestRefusedException(refuse(member.Name));
            }
        }
    }

    private static void CheckThoughts(JsonElement request)
    {
        if (!request.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (message.ValueKind == JsonValueKind.Object && message.TryGetProperty(ForeignThought, out _))
            {
                var role = message.TryGetProperty("role", out var given) ? given.ToString() : "assistant";
                var path = $"messages.{index}.{role}.{ForeignThought}";
                throw new RequestRefusedException(Unsupported(path, ForeignThought));
            }

            index++;
        }
    }

    /// <summary>A system turn among the others is new in Messages: who only imitates it does not know it.</summary>
    private static void CheckRoles(JsonElement request)
    {
        if (!request.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var index = messages.EnumerateArray().ToList().FindIndex(turn => Turns.RoleOf(turn) == "system");
        if (index >= 0)
        {
            throw new RequestRefusedException(
                WireError.Invalid($"messages.{index}.role: Input should be 'user' or 'assistant'", "messages")
            );
        }
    }

    private static WireError Unsupported(string path, string name) =>
        WireError.Invalid($"{path}: property '{path}' is unsupported", name, WireError.UnsupportedProperty);
}
