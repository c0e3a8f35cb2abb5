using System.Text.Json;
using Expectations.Hosting.Ledgers;

namespace Expectations.Hosting.Pages.Http;

/// <summary>Errors for programs (RFC 9457): what is wrong and what to do.</summary>
static class Problems
{
    internal static PageResponse Json(int status, string title, string detail) => PageResponse.Bytes(
        "application/problem+json",
        JsonSerializer.SerializeToUtf8Bytes(new Problem(title, status, detail), LedgerJson.Options), status);

    sealed record Problem(string Title, int Status, string Detail);
}
