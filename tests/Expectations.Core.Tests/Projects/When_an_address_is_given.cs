using Expectations.Core.Projects;

namespace Expectations.Core.Tests.Projects;

public class When_an_address_is_given
{
    [Theory]
    [InlineData("Ann.Lee+pm@Agency.Example", "Ann.Lee+pm@agency.example")]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("info@xn--bcher-kva.example", "info@xn--bcher-kva.example")]
    [InlineData("li@北京公司.example", "li@xn--1lqw0etvb1za.example")]
    [InlineData("li@abc北京.example", null)]
    public void It_is_written_in_one_way(string address, string? canonical)
    {
        Assert.Null(EmailAddress.Problem(address));
        if (canonical is not null)
            Assert.Equal(canonical, EmailAddress.Canonical(address));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@agency.example")]
    [InlineData("ann@")]
    [InlineData("ann@agency")]
    [InlineData("ann@@agency.example")]
    [InlineData("ann lee@agency.example")]
    [InlineData("Ann <ann@agency.example>")]
    [InlineData("ann@agency.example,bob@agency.example")]
    [InlineData(".ann@agency.example")]
    [InlineData("a..n@agency.example")]
    [InlineData("ann@agency..example")]
    [InlineData("ann@-agency.example")]
    [InlineData("ann@127.0.0.1")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData("ann\u200B@agency.example")]
    [InlineData("ann@agency.example\0")]
    public void It_must_be_one(string? address) => Assert.NotNull(EmailAddress.Problem(address));

    [Fact]
    public void It_must_not_be_endless() =>
        Assert.NotNull(
            EmailAddress.Problem("ann@" + string.Concat(Enumerable.Repeat("agency.", 40)) + "example"));

    [Theory]
    [InlineData("ann@p\u0430ypal.example")]
    [InlineData("ann@g\u03BF\u03BFgle.example")]
    [InlineData("ann@\u0430\u0440\u0440\u04CF\u0435.example")]
    [InlineData("ann@xn--pypal-4ve.example")]
    public void Fault_23_a_domain_that_imitates_another_is_refused(string address) =>
        Assert.Contains("alphabets", EmailAddress.Problem(address)!.Value.What, StringComparison.Ordinal);

    [Theory]
    [InlineData("ann@москва.example")]
    [InlineData("ann@ελλάδα.example")]
    [InlineData("ann@東京タワーabc.example")]
    public void Fault_23_an_honest_international_domain_is_not(string address) =>
        Assert.Null(EmailAddress.Problem(address));

    [Fact]
    public void One_that_is_none_has_no_canonical_form() =>
        Assert.Throws<FormatException>(() => EmailAddress.Canonical("ann"));
}
