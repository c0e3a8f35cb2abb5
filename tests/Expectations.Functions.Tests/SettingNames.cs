using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Expectations.Functions.Tests;

/// <summary>The settings the host reads, as it reads them.</summary>
static class SettingNames
{
    public static HashSet<string> All { get; } = Ask();

    static HashSet<string> Ask()
    {
        var asked = new Asked();
        Assert.Throws<InvalidOperationException>(() => FunctionsSettings.From(asked));
        return [.. asked.Keys.Where(key => key.Contains(':')).Select(key => key.Split(':')[1])];
    }

    /// <summary>A configuration without values that remembers what it was asked for.</summary>
    sealed class Asked : IConfiguration
    {
        public HashSet<string> Keys { get; } = [];

        public string? this[string key]
        {
            get
            {
                Keys.Add(key);
                // Only where there is a secret are tenant and client asked for.
                return key.EndsWith("GraphClientSecret", StringComparison.Ordinal) ? "secret" : null;
            }
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => throw new NotSupportedException();

        public IChangeToken GetReloadToken() => throw new NotSupportedException();

        public IConfigurationSection GetSection(string key) => throw new NotSupportedException();
    }
}
