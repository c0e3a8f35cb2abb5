using Expectations.Core.Questions;
using Expectations.Hosting.Pages.Decisions;
using Expectations.Hosting.Pages.Http;
using Expectations.Hosting.Pages.Views;
using Expectations.Hosting.Pages.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Expectations.Hosting.Pages;

/// <summary>Writes pages as HTML; everything shown is encoded for its place.</summary>
sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>A page whose parameter <c>Model</c> is this.</summary>
    internal async Task<PageResponse> PageAsync<TPage>(object model, int status = 200)
        where TPage : IComponent =>
        PageResponse.Html(await RenderAsync<TPage>(new() { ["Model"] = model }), status);

    /// <summary>A page with one message.</summary>
    internal async Task<PageResponse> MessageAsync(
        int status, string title, string text, string? href = null, string? link = null) =>
        PageResponse.Html(
            await RenderAsync<MessagePage>(new()
            {
                ["Title"] = title,
                ["Text"] = text,
                ["Href"] = href,
                ["Link"] = link,
            }),
            status);

    internal Task<PageResponse> NoProjectAsync() => MessageAsync(
        404, "No such project", "No project has that id. It may be mistyped, or not registered yet.",
        "/", "See all projects");

    /// <summary>What a link shows that was mailed to nobody; whose language it would be is not known.</summary>
    internal Task<PageResponse> UnknownLinkAsync()
    {
        var speech = ClientSpeech.Of(null);
        return PageAsync<DecisionPage>(new DecisionView
        {
            Speech = speech,
            State = LinkState.Unknown,
            Title = speech[ClientWord.UnknownTitle],
            Text = [speech[ClientWord.Unknown]],
        }, 404);
    }

    async Task<string> RenderAsync<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent
    {
        // A renderer keeps every component it has rendered, so each page has its own.
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
    }
}
