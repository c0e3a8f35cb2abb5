using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;

namespace Expectations.Integrations.Plans;

/// <summary>
/// Replaces what is no valid text in an answer by U+FFFD, so that one broken title does not make a whole plan
/// unreadable, and refuses answers too large to be a plan.
/// </summary>
sealed class AnswerMending : DelegatingHandler
{
    const long LargestAnswer = 64 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!MayBeBroken(bytes))
            return answer;

        var mended = new StringContent(Mend(Encoding.UTF8.GetString(bytes)));
        mended.Headers.ContentType =
            answer.Content.Headers.ContentType ?? new MediaTypeHeaderValue("application/json");
        answer.Content.Dispose();
        answer.Content = mended;
        return answer;
    }

    static bool MayBeBroken(byte[] bytes) =>
        !Utf8.IsValid(bytes)
        || bytes.AsSpan().IndexOf("\\ud"u8) >= 0 || bytes.AsSpan().IndexOf("\\uD"u8) >= 0;

    /// <summary>Replaces escaped surrogates that have no partner.</summary>
    internal static string Mend(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length;)
        {
            var length = 1;
            if (Escaped(json, i) is { } first)
            {
                length = 6;
                if (Escaped(json, i + 6) is { } second && char.IsSurrogatePair(first, second))
                    length = 12;
                else if (char.IsSurrogate(first))
                {
                    text.Append("\\ufffd");
                    i += 6;
                    continue;
                }
            }
            else if (json[i] == '\\' && i + 1 < json.Length)
                length = 2;
            text.Append(json, i, length);
            i += length;
        }
        return text.ToString();
    }

    static char? Escaped(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(
            json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
