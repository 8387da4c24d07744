using Aimux.Bench.Load;

// Read by the runtime at the first socket: continuations run on the polling thread, without a hop to the pool.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

try
{
    var arguments = Arguments.Parse(args);
    return arguments.Command switch
    {
        "requests" => await LoadCommand.RequestsAsync(arguments),
        "streams" => await LoadCommand.StreamsAsync(arguments),
        "usage" => ProcessCommand.Usage(arguments),
        "reset-peak" => ProcessCommand.ResetPeak(arguments),
        "failovers" => await FailoversCommand.RunAsync(arguments),
        "ports" => PortsCommand.Run(arguments),
        "table" => TableCommand.Run(arguments),
        _ => throw new ArgumentException($"unknown command '{arguments.Command}'", nameof(args)),
    };
}
catch (Exception error)
    when (error
            is ArgumentException
                or FormatException
                or IOException
                or HttpRequestException
                or UnauthorizedAccessException
    )
{
    await Console.Error.WriteLineAsync($"aimux-bench-load: {error.Message}");
    await Console.Error.WriteLineAsync(Arguments.Help);
    return 2;
}
