using Expectations.Hosting.Pages;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;

namespace Expectations.Hosting.Webhooks;

/// <summary>What PM tools sent that led to nothing: dead letters, and events nobody asked for.</summary>
sealed class WebhookPages(WebhookDoor door, PageRenderer renderer)
{
    internal IEnumerable<Route> Routes => [new("GET", "/webhooks", Entrance.Operator, ShowAsync)];

    async Task<PageResponse> ShowAsync(Visit visit)
    {
        var letters = await door.Book.DeadLettersAsync(visit.Cancellation);
        var ignored = await door.Book.IgnoredAsync(visit.Cancellation);
        var addresses = door.Settings.Keys
            .Select(key => door.Settings.CallbackOf(key.Tool, key.Project ?? WebhookDoor.Portfolio).AbsoluteUri)
            .Distinct(StringComparer.Ordinal);
        return await renderer.PageAsync<WebhooksPage>(
            new WebhooksView([.. addresses], [.. letters], [.. ignored]));
    }
}

/// <summary>What the page of the webhooks shows.</summary>
/// <param name="Addresses">Addresses tools may call.</param>
/// <param name="DeadLetters">The newest dead letters.</param>
/// <param name="Ignored">What concerned no plan.</param>
public sealed record WebhooksView(
    ImmutableArray<string> Addresses, ImmutableArray<DeadLetter> DeadLetters, ImmutableArray<IgnoredCount> Ignored);
