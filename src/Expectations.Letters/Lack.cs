using System.Text.Json;
using Expectations.Hosting.Delivery;

namespace Expectations.Letters;

/// <summary>What a letter may lack.</summary>
enum Lack
{
    ProjectName,
    ClientName,
    MilestoneName,
    TaskTitle,
    RiskText,
    MeetingSubject,
    AbsentPerson,
    ManagerName,
    ManagerAddress,
    RecipientName,
    RecipientAddress,
    SenderAddress,
    TimeZone,
    NoticeDetail,
    DecisionText,
}

static class Lacks
{
    /// <summary>The name the lack is recorded under, for example <c>project-name</c>.</summary>
    internal static string Code(this Lack lack) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(lack.ToString());

    internal static LetterBlockedException Blocks(this Lack lack, string? which = null) =>
        new(which is null ? lack.Code() : $"{lack.Code()} ({which})");
}
