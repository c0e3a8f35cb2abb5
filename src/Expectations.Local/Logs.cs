namespace Expectations.Local;

/// <summary>Logging to the console, errors and warnings first.</summary>
static class Logs
{
    public static ILoggerFactory Create(LogLevel level = LogLevel.Warning) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(level)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        }));
}
