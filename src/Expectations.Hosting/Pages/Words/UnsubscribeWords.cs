namespace Expectations.Hosting.Pages.Words;

/// <summary>The words of the unsubscribe pages in one language.</summary>
/// <param name="Language">Language tag of these words.</param>
/// <param name="Title">Title of the question.</param>
/// <param name="Question">What the button does; {0} is the project, {1} the person.</param>
/// <param name="Button">Words on the button.</param>
/// <param name="StillComes">What still comes afterwards.</param>
/// <param name="DoneTitle">Title when it is done.</param>
/// <param name="Done">What was done; {0} is the project, {1} the person.</param>
/// <param name="GoneTitle">Title when the link does not work any more.</param>
/// <param name="Gone">What to do then.</param>
public sealed record UnsubscribeWords(
    string Language, string Title, string Question, string Button, string StillComes, string DoneTitle,
    string Done, string GoneTitle, string Gone)
{
    /// <summary>The words in a person's language; English for one without words.</summary>
    public static UnsubscribeWords In(string? language) => language switch
    {
        "zh-Hant" => TraditionalChinese,
        "zh-Hans" => SimplifiedChinese,
        _ => English,
    };

    static UnsubscribeWords English { get; } = new(
        "en", "Stop the progress reports?",
        "Press the button and no more progress reports of “{0}” are sent to {1}.", "Stop the reports",
        "Letters that need your decision still reach you.", "The reports are stopped",
        "No more progress reports of “{0}” are sent to {1}. To get them again, write to your "
        + "project manager.",
        "This link does not work",
        "It may have been cut off in the mail. Open it from the letter once more, or answer the letter and "
        + "ask to be taken off.");

    static UnsubscribeWords TraditionalChinese { get; } = new(
        "zh-Hant", "要停止接收進度報告嗎？",
        "按下按鈕後，「{0}」的進度報告將不再寄給{1}。", "停止接收報告",
        "需要您決定的信件仍會寄給您。", "已停止寄送報告",
        "「{0}」的進度報告不會再寄給{1}。若想重新接收，請寫信給您的專案經理。",
        "此連結無法使用",
        "連結可能在郵件中被截斷。請從信件中再次開啟，或直接回覆信件要求取消訂閱。");

    static UnsubscribeWords SimplifiedChinese { get; } = new(
        "zh-Hans", "要停止接收进度报告吗？",
        "按下按钮后，“{0}”的进度报告将不再发送给{1}。", "停止接收报告",
        "需要您决定的邮件仍会发送给您。", "已停止发送报告",
        "“{0}”的进度报告不会再发送给{1}。如需重新接收，请写信给您的项目经理。",
        "此链接无法使用",
        "链接可能在邮件中被截断。请从邮件中再次打开，或直接回复邮件要求退订。");
}
