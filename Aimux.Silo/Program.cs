using Aimux.Silo.Cli;

return await CommandLine.Run(Terminal.OfProcess(), args);
