using Microsoft.Graph.Models;

namespace Expectations.Integrations.Plans;

/// <summary>Reads all pages of a list, or none.</summary>
sealed class GraphPages(Uri home)
{
    const int MostPages = 1000;

    /// <exception cref="IncompleteReadException">Not every page arrived.</exception>
    /// <param name="fetch">Reads the page of a link, the first page where there is no link.</param>
    /// <param name="items">What stands on a page.</param>
    internal async Task<List<T>> AllAsync<TPage, T>(
        Func<string?, Task<TPage?>> fetch, Func<TPage, List<T>?> items)
        where TPage : BaseCollectionPaginationCountResponse
    {
        var all = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? link = null;
        while (true)
        {
            var page = await PageAsync(fetch, link, seen.Count + 1);
            if (page is null || items(page) is not { } part)
                throw new IncompleteReadException($"Page {seen.Count + 1} held no list.");
            all.AddRange(part);
            link = page.OdataNextLink;
            if (string.IsNullOrEmpty(link))
                return all;
            if (!seen.Add(link))
                throw new IncompleteReadException("The pages lead round in a circle.");
            if (seen.Count >= MostPages)
                throw new IncompleteReadException($"There were more than {MostPages} pages.");
            if (!LeadsHome(link))
                throw new IncompleteReadException("A page led to another address.");
        }
    }

    bool LeadsHome(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var next)
        && next.GetLeftPart(UriPartial.Authority) == home.GetLeftPart(UriPartial.Authority);

    static async Task<TPage?> PageAsync<TPage>(Func<string?, Task<TPage?>> fetch, string? link, int number)
    {
        try
        {
            return await fetch(link);
        }
        catch (Exception e) when (link is not null && e is not OperationCanceledException)
        {
            throw new IncompleteReadException($"Page {number} did not arrive.", e);
        }
    }
}

/// <summary>Part of a list is missing.</summary>
sealed class IncompleteReadException(string message, Exception? cause = null) : Exception(message, cause);
