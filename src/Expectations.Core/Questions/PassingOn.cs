using System.Globalization;
using Expectations.Core.Projects;

namespace Expectations.Core.Questions;

/// <summary>To whom a decision may be passed on.</summary>
static class PassingOn
{
    const int MostGuests = 50;

    /// <summary>The person meant; none where the project does not allow it.</summary>
    internal static Person? To(LedgerState state, Person from, PassOnAsked fact)
    {
        var known = state.Setup!.People.Concat(state.Questions.Guests)
            .FirstOrDefault(p => string.Equals(p.Email, fact.Email, StringComparison.OrdinalIgnoreCase));
        if (known is not null)
            // Whoever runs the project must not decide in the client's place.
            return known.Role == Role.Manager ? null : known;
        var guest = new Person
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"guest-{state.Questions.Guests.Length + 1}"),
            Name = fact.Name.Trim(),
            Email = fact.Email.Trim(),
            Role = Role.Decider,
            Language = from.Language,
            Zone = from.Zone,
        };
        var problems = new ProblemList();
        PeopleCheck.Check(guest, "person", state.Setup.People, problems);
        var domain = DomainOf(guest.Email);
        var allowed = QuestionAsking.Rules(state).PassOnDomains.Append(DomainOf(from.Email))
            .Contains(domain, StringComparer.OrdinalIgnoreCase);
        return problems.All.IsEmpty && allowed && state.Questions.Guests.Length < MostGuests ? guest : null;
    }

    static string DomainOf(string email) => email[(email.LastIndexOf('@') + 1)..];
}
