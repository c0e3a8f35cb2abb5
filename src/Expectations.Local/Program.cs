using System.CommandLine;
using Expectations.Local.Commands;

var root =
    new RootCommand("Keeps what clients expect of projects equal to what will happen. Without a command: the demo.")
{
    DemoCommand.Create(), ServeCommand.Create(), PreviewCommand.Create(), SimulateCommand.Create(),
    ExportCommand.Create(), VerifyCommand.Create(), DoctorCommand.Create(),
};
root.SetAction((_, cancellation) => DemoCommand.RunDefaultAsync(cancellation));
return await root.Parse(args).InvokeAsync();
