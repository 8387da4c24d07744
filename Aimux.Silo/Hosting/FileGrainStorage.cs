using Aimux.Silo.Configuration.Files;
using Orleans.Serialization;
using Orleans.Storage;

namespace Aimux.Silo.Hosting;

/// <summary>
/// Keeps each grain's state in a file of its own, for one silo without a database. Two processes on one folder do not
/// damage each other's files, since each is replaced whole, but the last to write wins.
/// </summary>
internal sealed partial class FileGrainStorage : IGrainStorage
{
    private const int Locks = 16;

    private readonly string _folder;
    private readonly Serializer _serializer;
    private readonly ILogger<FileGrainStorage> _logger;
    private readonly Lock[] _locks = [.. Enumerable.Range(0, Locks).Select(_ => new Lock())];

    public FileGrainStorage(string folder, Serializer serializer, ILogger<FileGrainStorage> logger)
    {
        (_folder, _serializer, _logger) = (folder, serializer, logger);
        try
        {
            OwnerOnly.CreateFolder(folder);
            RemoveUnfinished();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNoFolder(folder, failure.Message);
        }
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Locked(
            PathOf(stateName, grainId),
            path =>
            {
                var (found, version, state) = Read<T>(path);
                grainState.RecordExists = found;
                grainState.ETag = version;
                grainState.State = found ? state! : Activator.CreateInstance<T>();
            }
        );

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Locked(
            PathOf(stateName, grainId),
            path =>
            {
                RefuseOther(path, stateName, grainId, grainState.ETag);
                grainState.ETag = StateFile.Write(path, _serializer.SerializeToArray(grainState.State));
                grainState.RecordExists = true;
            }
        );

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Locked(
            PathOf(stateName, grainId),
            path =>
            {
                RefuseOther(path, stateName, grainId, grainState.ETag);
                File.Delete(path);
                (grainState.RecordExists, grainState.ETag) = (false, null);
                grainState.State = Activator.CreateInstance<T>();
            }
        );

    private string PathOf(string stateName, GrainId grainId) =>
        Path.Combine(_folder, StateFileName.Of(stateName, grainId.Type.ToString()!, grainId.Key.ToString()!));

    /// <summary>Files are read and written where they make no grain wait, and one after the other.</summary>
    private Task Locked(string path, Action<string> work) =>
        Task.Run(() =>
        {
            lock (_locks[(int)((uint)StringComparer.Ordinal.GetHashCode(path) % Locks)])
            {
                work(path);
            }
        });

    private (bool Found, string? Version, T? State) Read<T>(string path)
    {
        try
        {
            if (StateFile.TryRead(path, out var version, out var content))
            {
                return (true, version, _serializer.Deserialize<T>(content));
            }

            SetAside(path, "it is not as it was written");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nothing was kept.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotRead(path, failure.Message);
        }
        catch (Exception failure)
        {
            SetAside(path, failure.Message);
        }

        return default;
    }

    /// <summary>Somebody may want to look at it; it must not keep the grain from serving.</summary>
    private void SetAside(string path, string reason)
    {
        try
        {
            File.Move(path, path + ".damaged", overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            reason += "; " + failure.Message;
        }

        LogDamaged(path, reason);
    }

    private static void RefuseOther(string path, string stateName, GrainId grainId, string? expected)
    {
        string? stored = null;
        try
        {
            StateFile.TryRead(path, out stored, out _);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            // There is none.
        }

        if (stored != expected)
        {
            throw new InconsistentStateException(
                $"The state '{stateName}' of {grainId} was written by somebody else meanwhile: {path}",
                stored ?? "",
                expected ?? ""
            );
        }
    }

    /// <summary>A process that ended while it wrote left a file that nobody reads. Others may be writing now.</summary>
    private void RemoveUnfinished()
    {
        var old = File.GetLastWriteTimeUtc(_folder).AddHours(-1);
        foreach (var path in Directory.EnumerateFiles(_folder, $"*{StateFileName.Ending}.*.tmp"))
        {
            if (File.GetLastWriteTimeUtc(path) < old)
            {
                File.Delete(path);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The state folder {Folder} cannot be used ({Failure}): what must outlive this process will not. "
            + "Give Aimux a folder that it may write to with cluster.state, or set it to none"
    )]
    private partial void LogNoFolder(string folder, string failure);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The state in {Path} could not be read and is taken as empty: {Failure}"
    )]
    private partial void LogNotRead(string path, string failure);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The state in {Path} is damaged and is taken as empty ({Failure}); the file is kept beside it with the ending .damaged"
    )]
    private partial void LogDamaged(string path, string failure);
}
