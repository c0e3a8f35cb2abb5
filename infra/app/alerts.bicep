param actionGroupName string
param insightsId string
param location string

@description('Address alerts go to; empty raises them in the portal only.')
param mail string
param tags object

// What the host itself writes; a test holds these words and the code together.
var rules = [
  {
    name: 'sweep-age'
    description: 'No sweep has ended for 15 minutes: lost rings are not made good.'
    severity: 1
    query: 'traces | where message has "A sweep has ended"'
    operator: 'LessThan'
    threshold: 1
    window: 'PT15M'
  }
  {
    name: 'failing-projects'
    description: 'A project fails every attempt and needs a hand. Its clock\'s status names the trouble.'
    severity: 2
    query: 'traces | where message has "is failing" and message has "the others go on"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'stuck-letters'
    description: 'Letters have been tried often without success.'
    severity: 2
    query: 'traces | where message has "times and is tried on"'
    operator: 'GreaterThan'
    threshold: 5
    window: 'PT1H'
  }
  {
    name: 'bounce-rate'
    description: 'More than one letter in twenty comes back: the sender\'s reputation is at risk.'
    severity: 2
    query: 'let back = toscalar(traces | where message has "did not arrive" | count); let sent = toscalar(dependencies | where name == "deliver letter" and success == true | count); print rate = todouble(back) / max_of(sent, 20) | where rate > 0.05'
    operator: 'GreaterThan'
    threshold: 0
    window: 'P1D'
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'expect'
    emailReceivers: empty(mail) ? [] : [{ name: 'operator', emailAddress: mail, useCommonAlertSchema: true }]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: rule.name
    location: location
    tags: tags
    properties: {
      displayName: rule.name
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [insightsId]
      evaluationFrequency: rule.window == 'P1D' ? 'PT1H' : 'PT5M'
      windowSize: rule.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [operators.id] }
    }
  }
]

output actionGroupId string = operators.id
