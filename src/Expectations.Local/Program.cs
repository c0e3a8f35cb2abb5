using System.CommandLine;
using Expectations.Local.Commands;
using Spectre.Console;

// Where nobody watches, lines are as long as they are: programs read them.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 500;

var root = new RootCommand(
    "Keeps what clients expect of projects equal to what will happen. Without a command: the demo.")
{
    DemoCommand.Create(), ServeCommand.Create(), PreviewCommand.Create(), SimulateCommand.Create(),
    ExportCommand.Create(), VerifyCommand.Create(), DoctorCommand.Create(), WebhooksCommand.Create(),
};
root.SetAction((_, cancellation) => DemoCommand.RunDefaultAsync(cancellation));

// Ctrl-C ends a letter's attempt that is under way, which may take a mail server a while.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration
{
    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
});
