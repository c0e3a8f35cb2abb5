using Azure;
using Azure.Communication.Email;
using Azure.Identity;
using Expectations.Core.Letters;
using Expectations.Core.Reports;
using Expectations.Core.Tests.Stories;
using Expectations.Hosting.Delivery;
using Expectations.Hosting.Ledgers;
using Expectations.Hosting.Tests.Pages;
using Expectations.Integrations.Mail.Acs;
using Expectations.Storage;

namespace Expectations.Functions.Tests;

public sealed class When_a_letter_leaves_by_Azure : IDisposable
{
    static readonly OutboxRow Letter = Freeze();

    readonly Service service = new();

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task The_service_gets_the_parts_of_the_frozen_message()
    {
        await service.Sender.DeliverAsync(Letter);

        var message = service.Messages.Single();
        Assert.Equal("letters@example.com", message.SenderAddress);
        Assert.Equal(("hugh@harbour.example", "Hugh Harbour"), (message.Recipients.To[0].Address, message.Recipients.To[0].DisplayName));
        Assert.Equal("report-waits 2026-09-04", message.Content.Subject);
        Assert.Contains("Hello Hugh Harbour", message.Content.Html);
        Assert.Contains("Plain words.", message.Content.PlainText);
        var picture = Assert.Single(message.Attachments);
        Assert.Equal(("dot@example", "image/png"), (picture.ContentId, picture.ContentType));
        Assert.Equal(0x89, picture.Content.ToArray()[0]);
        Assert.True(message.UserEngagementTrackingDisabled);
    }

    [Fact]
    public async Task The_headers_that_thread_it_and_unsubscribe_go_along()
    {
        await service.Sender.DeliverAsync(Letter);

        var headers = service.Messages.Single().Headers;
        Assert.Equal($"<{Letter.MessageId}>", headers["Message-Id"]);
        Assert.Equal("true", headers["x-ms-acsemail-validate-message-id"]);
        Assert.Equal("<https://letters.example.com/unsubscribe/x>", headers["List-Unsubscribe"]);
        Assert.Equal("<webshop.example.com>", headers["List-Id"]);
        Assert.DoesNotContain("Date", headers.Keys);
        Assert.All(headers.Values, value => Assert.DoesNotContain('\n', value));
    }

    [Fact]
    public async Task A_delivery_report_finds_it_by_its_operation_alone()
    {
        await service.Sender.DeliverAsync(Letter);

        var found = await service.Sent.FindAsync(Assert.Single(service.Operations));

        Assert.Equal(("webshop", Letter.Key, Letter.ContentHash), (found!.ProjectId, found.Key, found.ContentHash));
    }

    [Fact]
    public async Task The_same_letter_always_has_the_same_operation()
    {
        await service.Sender.DeliverAsync(Letter);
        await service.Sender.DeliverAsync(Letter with { State = OutboxState.Ambiguous });
        await service.Sender.DeliverAsync(Letter with { Key = Letter.Key with { Revision = 1 } });

        Assert.Equal(service.Operations[0], service.Operations[1]);
        Assert.NotEqual(service.Operations[0], service.Operations[2]);
        Assert.Equal(8, service.Operations[0].Version);
        Assert.Equal("e9c600ff", service.Operations[0].ToString()[..8]);
    }

    [Theory]
    [InlineData(400, "InvalidRecipients", AttemptResult.Refused)]
    [InlineData(400, "EmailDroppedAllRecipientsSuppressed", AttemptResult.Refused)]
    [InlineData(400, "InvalidSenderUserName", AttemptResult.TryAgain)]
    [InlineData(404, "DomainNotLinked", AttemptResult.TryAgain)]
    [InlineData(400, "BadRequest", AttemptResult.LetterRefused)]
    [InlineData(413, "RequestEntityTooLarge", AttemptResult.LetterRefused)]
    [InlineData(401, "Unauthorized", AttemptResult.TryAgain)]
    [InlineData(403, "Forbidden", AttemptResult.TryAgain)]
    [InlineData(429, "TooManyRequests", AttemptResult.TryAgain)]
    [InlineData(409, "Conflict", AttemptResult.TryAgain)]
    [InlineData(408, "Timeout", AttemptResult.Ambiguous)]
    [InlineData(500, "InternalServerError", AttemptResult.Ambiguous)]
    [InlineData(503, "ServiceUnavailable", AttemptResult.Ambiguous)]
    public async Task Every_refusal_has_its_meaning(int status, string code, AttemptResult expected)
    {
        service.Answer = () => throw new RequestFailedException(
            status, "hugh@harbour.example was not liked.\nContent: a lot", code, null);

        var attempt = await service.Sender.DeliverAsync(Letter);

        Assert.Equal(expected, attempt.Result);
        Assert.DoesNotContain("hugh@", attempt.Detail);
        Assert.DoesNotContain("Content:", attempt.Detail);
    }

    [Theory]
    [InlineData("Running", AttemptResult.Accepted)]
    [InlineData("Succeeded", AttemptResult.Accepted)]
    [InlineData("NotStarted", AttemptResult.Accepted)]
    [InlineData("Failed", AttemptResult.LetterRefused)]
    [InlineData(null, AttemptResult.LetterRefused)]
    public async Task Fault_53_a_duplicate_is_accepted_when_the_operation_says_so(string? status, AttemptResult expected)
    {
        service.Answer = () => throw new RequestFailedException(400, "Duplicate message id.", "BadRequest", null);
        service.Status = () => status is null ? throw new RequestFailedException(404, "None.") : new EmailSendStatus(status);

        Assert.Equal(expected, (await service.Sender.DeliverAsync(Letter)).Result);
    }

    [Fact]
    public async Task A_used_up_quota_says_how_long_to_wait()
    {
        service.Answer = () => throw new RequestFailedException(new Answer(429, ("Retry-After", "37")));

        var attempt = await service.Sender.DeliverAsync(Letter);

        Assert.Equal((AttemptResult.TryAgain, Duration.FromSeconds(37)), (attempt.Result, attempt.RetryAfter));
    }

    [Fact]
    public async Task Fault_52_an_answer_that_never_came_leaves_it_open()
    {
        service.Answer = () => throw new OperationCanceledException();
        Assert.Equal(AttemptResult.Ambiguous, (await service.Sender.DeliverAsync(Letter)).Result);

        service.Answer = () => throw new RequestFailedException(0, "Reset.", null, new IOException());
        Assert.Equal(AttemptResult.Ambiguous, (await service.Sender.DeliverAsync(Letter)).Result);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_has_taken_nothing()
    {
        service.Answer = () => throw new RequestFailedException(
            0, "No such host.", null, new HttpRequestException(HttpRequestError.NameResolutionError));
        Assert.Equal(AttemptResult.TryAgain, (await service.Sender.DeliverAsync(Letter)).Result);

        service.Answer = () => throw new CredentialUnavailableException("No identity.");
        Assert.Equal(AttemptResult.TryAgain, (await service.Sender.DeliverAsync(Letter)).Result);
    }

    [Fact]
    public async Task What_is_cancelled_before_it_is_sent_is_not_sent()
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => service.Sender.DeliverAsync(Letter, ended.Token));
        Assert.Empty(service.Messages);
    }

    static OutboxRow Freeze()
    {
        var (ann, hugh) = (A.Project.People[0], A.Project.People[1]);
        var key = new LetterKey("report-waits", "2026-09-04", hugh.Id, 0);
        var frozen = new PlainPress().Press(new Letter
        {
            ProjectId = "webshop",
            Key = key,
            To = hugh,
            From = ann,
            WrittenAt = A.FirstReport,
            NotBefore = A.FirstReport,
            Branding = new(),
            Content = new NoticeContent("Shop", Notice.ReportWaits, ImmutableSortedDictionary<string, string>.Empty),
        });
        return new OutboxRow
        {
            ProjectId = "webshop",
            Key = key,
            Recipient = hugh.Email,
            MessageId = frozen.MessageId,
            Mime = frozen.Mime,
            ContentHash = "00",
            NotBefore = A.FirstReport,
        };
    }

    /// <summary>The communication service as far as the sender sees it.</summary>
    sealed class Service : EmailClient, IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-");
        readonly SqliteNotebook notes;

        public Service()
        {
            notes = SqliteNotebook.Open(Path.Combine(folder.FullName, "notes.db"));
            Sender = new AcsEmailSender(this, notes, (_, _) => Task.FromResult(Status()));
        }

        public SentLetters Sent => new(notes);

        public void Dispose()
        {
            notes.Dispose();
            folder.Delete(recursive: true);
        }

        public AcsEmailSender Sender { get; }

        public List<EmailMessage> Messages { get; } = [];

        public List<Guid> Operations { get; } = [];

        public Func<EmailSendOperation?> Answer { get; set; } = () => null;

        public Func<EmailSendStatus> Status { get; set; } = () => throw new RequestFailedException(404, "None.");

        public override Task<EmailSendOperation> SendAsync(
            WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
        {
            Assert.Equal(WaitUntil.Started, wait);
            Messages.Add(message);
            Operations.Add(operationId);
            return Task.FromResult(Answer()!);
        }
    }
}
