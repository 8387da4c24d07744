using System.CommandLine;
using Aimux.Silo.Cli;

var root = new RootCommand("Aimux: one local endpoint in front of many AI providers and many API keys.")
{
    ServeCommand.Create(),
    SimulateCommand.Create(),
};
return await CommandLine.Run(root, args);
