namespace Expectations.Local;

/// <summary>Logging to the console, errors and warnings first.</summary>
static class Logs
{
    public static ILoggerFactory Create(LogLevel level = LogLevel.Warning) =>
        To(logging => logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        }), level);

    /// <summary>Logging to somewhere else, with the same things left out.</summary>
    /// <remarks>The web server would tell the path of every request, and with it tokens out of letters.</remarks>
    public static ILoggerFactory To(Action<ILoggingBuilder> sink, LogLevel level) => LoggerFactory.Create(logging =>
        sink(logging.SetMinimumLevel(level).AddFilter("Microsoft", LogLevel.Warning)));
}
