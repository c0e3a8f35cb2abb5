using CsCheck;
using Expectations.Core.Plans;
using Expectations.Integrations.Plans;
using Microsoft.Graph.Models;

namespace Expectations.Integrations.Tests.Plans;

public sealed class When_any_plan_is_read
{
    static readonly Gen<DateTimeOffset?> Moment = Gen.OneOf(
        Gen.Const((DateTimeOffset?)null),
        Gen.OneOf(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(m => (DateTimeOffset?)m),
        Gen.DateTimeOffset.Select(m => (DateTimeOffset?)m));

    static readonly Gen<PlannerTask> AnyTask =
        Gen.Select(Gen.OneOf("t1", "t2", "t3", "", null!), Gen.String, Gen.OneOf("b1", "b2", "lost", null!),
            Gen.Select(Gen.Int, Gen.Int[-200, 200], Gen.Int[0, 100]), Gen.Select(Moment, Moment, Moment))
        .Select((id, title, bucket, numbers, moments) => new PlannerTask
        {
            Id = id,
            Title = title,
            BucketId = bucket,
            Priority = numbers.Item1,
            PercentComplete = numbers.Item2 % 2 == 0 ? numbers.Item2 : numbers.Item3,
            StartDateTime = moments.Item1,
            DueDateTime = moments.Item2,
            CompletedDateTime = moments.Item3,
            Assignments = new PlannerAssignments
            {
                AdditionalData = new Dictionary<string, object> { ["u1"] = true, ["u2"] = null!, ["unknown"] = true },
            },
        });

    static readonly Gen<DateTimeZone> Zone = Gen.OneOf(
        "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/London")
        .Select(id => DateTimeZoneProviders.Tzdb[id]);

    static readonly PlannerBucket[] Buckets =
        [new() { Id = "b1", Name = "Design" }, new() { Id = "b2" }, new() { Id = "b1", Name = "Twice" }];

    [Fact]
    public void Nothing_in_it_contradicts_itself() => Gen.Select(AnyTask.Array, Zone).Sample((tasks, zone) =>
    {
        var plan = Reader(zone).Read("Plan", Buckets, tasks);
        Assert.Equal(plan.Tasks.Length, plan.Tasks.DistinctBy(t => t.Id).Count());
        foreach (var task in plan.Tasks)
        {
            Assert.InRange(task.Percent, 0, 100);
            Assert.InRange(task.Priority, 0, 10);
            Assert.Contains(task.Bucket, (string?[])["b1", "b2", null]);
            Assert.Equal(task.Start > task.Due, task.Flaw.HasFlag(PlanFlaw.StartAfterDue));
            Assert.True(task.Done is null || task.IsDone);
            Assert.Equal("Ann", Assert.Single(task.Assignees));
        }
    });

    [Fact]
    public void Reading_it_again_finds_nothing_changed() => Gen.Select(AnyTask.Array, Zone).Sample((tasks, zone) =>
        Assert.Equal(
            Reader(zone).Read("Plan", Buckets, tasks).Tasks.AsEnumerable(),
            Reader(zone).Read("Plan", Buckets, tasks).Tasks));

    [Fact]
    public void A_plain_date_is_the_same_day_in_every_zone() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.OneOf(0, 10), Zone).Sample((days, hour, zone) =>
        {
            var date = new LocalDate(1990, 1, 1).PlusDays(days);
            var moment = date.At(new LocalTime(hour, 0)).InUtc().ToDateTimeOffset();
            Assert.Equal(date, Reader(zone).Day(moment));
        });

    static PlanReader Reader(DateTimeZone zone) =>
        new(zone, new Dictionary<string, string> { ["u1"] = "Ann", ["u2"] = "Ben" });
}
