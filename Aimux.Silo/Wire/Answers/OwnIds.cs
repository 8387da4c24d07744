using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes the ids of an answer: the provider's, or one of our own where it gives none.</summary>
internal static class OwnIds
{
    public static void WriteId(this IBufferWriter<byte> output, AnswerAccount account, ReadOnlySpan<byte> prefix)
    {
        if (!account.Id.IsEmpty)
        {
            output.Write(account.Id);
            return;
        }

        output.Write(prefix);
        output.WritePlain(account.OwnId);
    }

    /// <summary>Writes the id of a call, which must differ from all others of the conversation.</summary>
    public static void WriteCallId(
        this IBufferWriter<byte> output,
        AnswerAccount account,
        ReadOnlySpan<byte> id,
        int index
    )
    {
        if (!id.IsEmpty)
        {
            output.Write(id);
            return;
        }

        output.Write("call_"u8);
        WriteUnique(output, account, index);
    }

    /// <summary>Writes an id of our own for a part of the answer.</summary>
    public static void WritePartId(
        this IBufferWriter<byte> output,
        AnswerAccount account,
        ReadOnlySpan<byte> prefix,
        int index
    )
    {
        output.Write(prefix);
        WriteUnique(output, account, index);
    }

    private static void WriteUnique(IBufferWriter<byte> output, AnswerAccount account, int index)
    {
        if (account.OwnId.Length > 0)
        {
            output.WritePlain(account.OwnId);
        }
        else
        {
            WriteSafe(account.Id, output);
        }

        output.Write("_"u8);
        output.WriteNumber(index);
    }

    /// <summary>Ids of calls may hold no other signs.</summary>
    private static void WriteSafe(ReadOnlySpan<byte> id, IBufferWriter<byte> output)
    {
        foreach (var sign in id)
        {
            if (char.IsAsciiLetterOrDigit((char)sign) || sign is (byte)'_' or (byte)'-')
            {
                output.Write([sign]);
            }
        }
    }
}
