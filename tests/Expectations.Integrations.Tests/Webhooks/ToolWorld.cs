using Expectations.Core.Projects;
using Expectations.Integrations.Webhooks;

namespace Expectations.Integrations.Tests.Webhooks;

/// <summary>
/// One PM tool with two items on two pages: "Logo" is open, due on 30 October 2026, in "Launch", done by Mei Chen;
/// "Shop" has been done since half past midnight of 31 August in London.
/// </summary>
sealed record ToolWorld(string Name, Tool Tool, string Project, string Authorization)
{
    public const string Token = "a-token-nobody-may-see";

    public string? User { get; init; }

    /// <summary>Whether the item itself has a due date there.</summary>
    public bool DatesItems { get; init; } = true;

    public required Func<ToolCall, bool, ToolAnswer> Answer { get; init; }

    public static IEnumerable<ToolWorld> All =>
        [GitHub, GitLab, OldGitLab, JiraCloud, JiraServer, AzureDevOps, Asana, Linear, Trello, Monday];

    public static ToolWorld Of(string name) => All.Single(world => world.Name == name);

    public ToolAccess Access(Uri address) => new(Tool, Token) { Address = address, User = User };

    public ToolProject From => new() { Tool = Tool, Project = Project };

    static ToolWorld GitHub => new("GitHub", Tool.Github, "harbour/shop", $"Bearer {Token}")
    {
        DatesItems = false,
        Answer = (call, endless) => call.Target switch
        {
            "/repos/harbour/shop/issues?state=all&per_page=100" => new ToolAnswer("""
                [{"id":1,"title":"Logo","state":"open","updated_at":"2026-08-30T10:00:00Z","labels":[{"name":"blue"}],"assignees":[{"login":"Mei Chen"}],
                  "milestone":{"number":1,"title":"Launch","due_on":"2026-10-30T07:00:00Z","state":"open","updated_at":"2026-08-01T00:00:00Z"}},
                 {"id":5,"title":"A pull request","state":"open","pull_request":{}}]
                """).Before("{me}/repositories/9/issues?page=2"),
            "/repositories/9/issues?page=2" => Last("""
                [{"id":2,"title":"Shop","state":"closed","closed_at":"2026-08-30T23:30:00Z","updated_at":"2026-08-30T23:30:00Z"},
                 {"id":3,"title":"Dropped","state":"closed","state_reason":"not_planned"}]
                """, "{me}/repositories/9/issues?page=2", endless),
            "/repos/harbour/shop/milestones?state=all&per_page=100" => new ToolAnswer("[]"),
            _ => ToolAnswer.Nothing,
        },
    };

    static ToolWorld GitLab => new("GitLab", Tool.Gitlab, "harbour/web/shop", $"Bearer {Token}")
    {
        Answer = (call, endless) => GitLabAnswer(call, endless, "&pagination=keyset"),
    };

    // It knows keys for other lists only.
    static ToolWorld OldGitLab => GitLab with
    {
        Name = "an old GitLab",
        Answer = (call, endless) => call.Asks("keyset")
            ? new ToolAnswer("""{"error":"Keyset pagination is not yet available for this type of request"}""", 405)
            : GitLabAnswer(call, endless, ""),
    };

    static ToolAnswer GitLabAnswer(ToolCall call, bool endless, string paging) => call.Target switch
    {
        var target when target == $"/api/v4/projects/harbour%2Fweb%2Fshop/issues?scope=all&order_by=created_at&sort=asc&per_page=100{paging}" => new ToolAnswer("""
            [{"id":84,"iid":14,"project_id":4,"title":"Logo","state":"opened","created_at":"2026-08-01T10:00:00.000Z","updated_at":"2026-08-30T10:00:00.000Z",
              "closed_at":null,"labels":["blue"],"milestone":{"id":38,"iid":3,"title":"Launch","state":"active","due_date":null,"updated_at":"2026-08-01T00:00:00.000Z"},
              "assignees":[{"id":1,"name":"Mei Chen","username":"mei"}],"due_date":"2026-10-30","confidential":false,"issue_type":"issue"}]
            """).Before("{me}/api/v4/projects/4/issues?cursor=p2"),
        "/api/v4/projects/4/issues?cursor=p2" => Last("""
            [{"id":85,"title":"Shop","state":"closed","updated_at":"2026-08-30T23:30:00.000Z","closed_at":"2026-08-30T23:30:00.000Z","labels":[],"milestone":null,"assignees":[],"due_date":null},
             {"id":86,"title":"Salaries","state":"opened","confidential":true}]
            """, "{me}/api/v4/projects/4/issues?cursor=p2", endless),
        "/api/v4/projects/harbour%2Fweb%2Fshop/milestones?per_page=100" => new ToolAnswer("[]"),
        _ => ToolAnswer.Nothing,
    };

    static ToolWorld JiraCloud => new("Jira Cloud", Tool.Jira, "SHOP", "Basic bWVpQGFnZW5jeS5leGFtcGxlOmEtdG9rZW4tbm9ib2R5LW1heS1zZWU=")
    {
        User = "mei@agency.example",
        Answer = (call, endless) => JiraAnswer(call, "Cloud") ?? (
            call.Asks("/rest/api/3/search/jql?jql=project%20%3D%20%22SHOP%22") && call.Asks("customfield_10020")
                ? call.Asks("nextPageToken=p2")
                    ? new ToolAnswer($$"""{"issues":[{{JiraShop}}]{{(endless ? ",\"nextPageToken\":\"p2\"" : ",\"isLast\":true")}}}""")
                    : new ToolAnswer($$"""{"issues":[{{JiraLogo("""[{"id":6,"name":"Before","state":"closed","boardId":1},{"id":7,"name":"Launch","state":"active","boardId":1}]""")}}],"nextPageToken":"p2","isLast":false}""")
                : ToolAnswer.Nothing),
    };

    static ToolWorld JiraServer => new("Jira Server", Tool.Jira, "SHOP", $"Bearer {Token}")
    {
        Answer = (call, endless) => JiraAnswer(call, "Server") ?? (
            !call.Asks("/rest/api/2/search?jql=") ? ToolAnswer.Nothing
            : call.Asks("&startAt=0") ? JiraPage(0, JiraLogo("""["com.atlassian.greenhopper.service.sprint.Sprint@14b1c359[id=6,rapidViewId=1,state=CLOSED,name=Before,startDate=2026-01-01T08:00:00.000Z]","com.atlassian.greenhopper.service.sprint.Sprint@24b1c359[id=7,rapidViewId=1,state=ACTIVE,name=Launch,startDate=<null>]"]"""), endless)
            : JiraPage(1, JiraShop, endless)),
    };

    static ToolAnswer JiraPage(int start, string issue, bool endless) =>
        new($$"""{"startAt":{{start}},"maxResults":1,"total":{{(endless ? 1_000_000 : 2)}},"issues":[{{issue}}]}""");

    static ToolAnswer? JiraAnswer(ToolCall call, string deployment) => call.Target switch
    {
        "/rest/api/2/serverInfo" => new ToolAnswer($$"""{"baseUrl":"https://jira.agency.example","version":"9.12.0","deploymentType":"{{deployment}}"}"""),
        "/rest/api/2/project/SHOP/versions" => new ToolAnswer("""[{"id":"1","name":"Old","archived":true,"released":true}]"""),
        "/rest/api/2/field" => new ToolAnswer("""[{"id":"summary","custom":false},{"id":"customfield_10020","custom":true,"schema":{"type":"array","custom":"com.pyxis.greenhopper.jira:gh-sprint","customId":10020}}]"""),
        _ => null,
    };

    static string JiraLogo(string sprints) => $$$"""
        {"id":"10002","key":"SHOP-1","fields":{"summary":"Logo","status":{"name":"To Do","statusCategory":{"key":"new"}},"duedate":"2026-10-30","updated":"2026-08-30T10:00:00.000+0000",
         "resolutiondate":null,"labels":["blue"],"assignee":{"displayName":"Mei Chen"},"fixVersions":[],"customfield_10020":{{{sprints}}}}}
        """;

    const string JiraShop = """
        {"id":"10003","key":"SHOP-2","fields":{"summary":"Shop","status":{"statusCategory":{"key":"done"}},"duedate":null,"updated":"2026-08-30T23:30:00.000+0000",
         "resolutiondate":"2026-08-30T23:30:00.000+0000","labels":[],"assignee":null,"fixVersions":[],"customfield_10020":null}}
        """;

    static ToolWorld AzureDevOps => new("Azure DevOps", Tool.AzureDevops, "Web Shop", "Basic OmEtdG9rZW4tbm9ib2R5LW1heS1zZWU=")
    {
        // So many items that the numbers come on two pages; all but two belong to somebody else.
        Answer = (call, endless) => call.Target switch
        {
            "/Web%20Shop/_apis/wit/wiql?$top=5000&api-version=6.0" => new ToolAnswer(
                $$"""{"queryType":"flat","workItems":[{{string.Join(',', (call.Asks(" 0 ORDER BY") || endless ? Enumerable.Range(1, 5000) : [5001]).Select(n => $$"""{"id":{{n}},"url":"https://x"}"""))}}]}"""),
            "/_apis/wit/workitemsbatch?api-version=6.0" => new ToolAnswer(
                $$"""{"count":1,"value":[{{string.Join(',', System.Text.Json.JsonDocument.Parse(call.Body).RootElement.GetProperty("ids").EnumerateArray().Select(id => WorkItem(id.GetInt32())))}}]}"""),
            _ => ToolAnswer.Nothing,
        },
    };

    static string WorkItem(int number) => number switch
    {
        1 => """
            {"id":1,"rev":3,"fields":{"System.Title":"Logo","System.State":"To Do","System.TeamProject":"Web Shop","System.IterationPath":"Web Shop\\Launch","System.Tags":"blue; big",
             "System.ChangedDate":"2026-08-30T10:00:00Z","System.AssignedTo":{"displayName":"Mei Chen","uniqueName":"mei@agency.example"},"Microsoft.VSTS.Scheduling.DueDate":"2026-10-30T00:00:00Z"}}
            """,
        5001 => """
            {"id":5001,"fields":{"System.Title":"Shop","System.State":"Closed","System.TeamProject":"Web Shop","System.ChangedDate":"2026-08-30T23:30:00Z","Microsoft.VSTS.Common.ClosedDate":"2026-08-30T23:30:00Z"}}
            """,
        _ => $$$"""{"id":{{{number}}},"fields":{"System.Title":"Other","System.State":"New","System.TeamProject":"Web Shop","System.ChangedDate":"2026-08-30T10:00:00Z"}}""",
    };

    static ToolWorld Asana => new("Asana", Tool.Asana, "1331", $"Bearer {Token}")
    {
        Answer = (call, endless) => !call.Asks("/tasks?project=1331&limit=100&opt_fields=name,completed") ? ToolAnswer.Nothing
            : call.Asks("&offset=p2") ? new ToolAnswer($$"""
                {"data":[{"gid":"12346","name":"Shop","completed":true,"completed_at":"2026-08-30T23:30:00.000Z","due_on":null,"modified_at":"2026-08-30T23:30:00.000Z","assignee":null,"tags":[],"memberships":[]}],
                 "next_page":{{(endless ? """{"offset":"p2"}""" : "null")}}}
                """)
            : new ToolAnswer("""
                {"data":[{"gid":"12345","name":"Logo","completed":false,"completed_at":null,"due_on":"2026-10-30","due_at":null,"modified_at":"2026-08-30T10:00:00.000Z",
                  "assignee":{"gid":"7","name":"Mei Chen"},"tags":[{"gid":"8","name":"blue"}],
                  "memberships":[{"project":{"gid":"9"},"section":{"gid":"1","name":"Elsewhere"}},{"project":{"gid":"1331"},"section":{"gid":"2","name":"Launch"}}]}],
                 "next_page":{"offset":"p2","path":"/tasks?offset=p2","uri":"https://evil.example/tasks?offset=p2"}}
                """),
    };

    static ToolWorld Linear => new("Linear", Tool.Linear, "ENG", $"Bearer {Token}")
    {
        Answer = (call, endless) => call.Target != "/graphql" || !call.Asks("\"team\":\"ENG\"") ? ToolAnswer.Nothing
            : call.Asks("list: projects") ? LinearPage("""{"id":"p-1","name":"Launch","targetDate":null,"updatedAt":"2026-08-01T00:00:00.000Z","completedAt":null,"status":{"type":"started"}}""", "null", isLast: true)
            : call.Asks("\"after\":\"p2\"") ? LinearPage("""{"id":"i-2","title":"Shop","dueDate":null,"updatedAt":"2026-08-30T23:30:00.000Z","completedAt":"2026-08-30T23:30:00.000Z","state":{"type":"completed"},"team":{"key":"ENG"},"labels":{"nodes":[]}}""", "\"p2\"", !endless)
            : LinearPage("""
                {"id":"i-1","title":"Logo","dueDate":"2026-10-30","updatedAt":"2026-08-30T10:00:00.000Z","completedAt":null,"state":{"type":"unstarted"},"team":{"key":"ENG"},
                 "project":{"id":"p-1","name":"Launch"},"projectMilestone":null,"cycle":null,"assignee":{"name":"Mei Chen"},"labels":{"nodes":[{"name":"blue"}]}},
                {"id":"i-3","title":"Given up","updatedAt":"2026-08-30T10:00:00.000Z","state":{"type":"canceled"},"team":{"key":"ENG"}}
                """, "\"p2\"", isLast: false),
    };

    static ToolAnswer LinearPage(string nodes, string cursor, bool isLast) =>
        new($$$$"""{"data":{"teams":{"nodes":[{"list":{"nodes":[{{{{nodes}}}}],"pageInfo":{"hasNextPage":{{{{(isLast ? "false" : "true")}}}},"endCursor":{{{{cursor}}}}}}}]}}}""");

    static ToolWorld Trello => new("Trello", Tool.Trello, "aBcD1234", $"OAuth oauth_consumer_key=\"the-key\", oauth_token=\"{Token}\"")
    {
        User = "the-key",
        Answer = (call, endless) => call.Target == "/boards/aBcD1234/lists?filter=all&fields=name" ? new ToolAnswer("""[{"id":"l1","name":"Launch"},{"id":"l2","name":"Done"}]""")
            : !call.Asks("/boards/aBcD1234/cards?filter=visible&fields=name,due,dueComplete,idList,dateLastActivity,labels&members=true") ? ToolAnswer.Nothing
            : call.Asks("&before=c0001") && !endless ? new ToolAnswer("""[{"id":"a1","name":"Logo","due":"2026-10-30T12:00:00.000Z","dueComplete":false,"idList":"l1","dateLastActivity":"2026-08-30T10:00:00.000Z","labels":[{"name":"blue","color":"blue"}],"members":[{"fullName":"Mei Chen"}]}]""")
            : new ToolAnswer($"[{string.Join(',', Enumerable.Range(1, 1000).Select(TrelloCard))}]"),
    };

    static string TrelloCard(int number) => number == 1
        ? """{"id":"c0001","name":"Shop","due":null,"dueComplete":false,"idList":"l2","dateLastActivity":"2026-08-30T23:30:00.000Z","labels":[],"members":[]}"""
        : $$"""{"id":"c{{number:D4}}","name":"Other","due":null,"dueComplete":false,"idList":"l1","dateLastActivity":"2026-08-30T10:00:00.000Z","labels":[],"members":[]}""";

    static ToolWorld Monday => new("monday", Tool.Monday, "224535", Token)
    {
        Answer = (call, endless) => call.Target != "/v2" ? ToolAnswer.Nothing
            : call.Asks("\"cursor\":\"p2\"") ? new ToolAnswer($$"""
                { "data": {"next_items_page":{"cursor":{{(endless ? "\"p2\"" : "null")}},"items":[{"id":"2","name":"Shop","state":"active","updated_at":"2026-08-30T23:30:00Z","group":null,
                  "column_values":[{"id":"status","type":"status","text":"Shipped","is_done":true}] } ] } } }
                """)
            : call.Asks("\"board\":[\"224535\"]") ? new ToolAnswer("""
                {"data":{"boards":[{"id":"224535","items_page":{"cursor":"p2","items":[{"id":"1","name":"Logo","state":"active","updated_at":"2026-08-30T10:00:00Z","group":{"id":"topics","title":"Launch"},
                  "column_values":[{"id":"people","type":"people","text":"Mei Chen"},{"id":"status","type":"status","text":"Working on it","is_done":false},{"id":"date","type":"date","text":"2026-10-30","date":"2026-10-30"}]},
                 {"id":"3","name":"Gone","state":"archived","updated_at":"2026-08-30T10:00:00Z"}]}}]}}
                """)
            : new ToolAnswer("""{"data":{"boards":[]}}"""),
    };

    static ToolAnswer Last(string json, string again, bool endless) => endless ? new ToolAnswer(json).Before(again) : new ToolAnswer(json);
}
