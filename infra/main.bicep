targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Name of the environment; every name in it is made from this one.')
param environmentName string

@minLength(1)
@description('Region of everything that has one. Flex Consumption has to be offered there.')
@metadata({ azd: { type: 'location' } })
param location string

@secure()
@minLength(16)
@description('Key that opens the manager\'s pages and the API.')
param operatorKey string

@secure()
@minLength(44)
@description('Secret that seals the links for unsubscribing, the client\'s page, the pulse and all forms: 32 bytes in Base64. Never change it: the links of old letters would stop working.')
param unsubscribeKey string

@allowed(['scheduler', 'storage'])
@description('Where orchestrations are kept: the Durable Task Scheduler, or queues and tables of the storage account.')
param durableBackend string = 'scheduler'

@description('Own domain letters are sent from; empty sends from a domain Azure manages, with small quotas.')
param emailDomain string = ''

@description('Whether the DNS records of that domain are verified; the portal shows them on the e-mail service.')
param emailDomainVerified bool = false

@description('Where the communication service keeps data at rest, for example Europe or Asia Pacific.')
param emailDataLocation string = 'Europe'

@description('Tenant whose plans are read; empty reads by the managed identity.')
param graphTenantId string = ''

@description('Registered application that reads plans.')
param graphClientId string = ''

@secure()
@description('Secret of that application.')
param graphClientSecret string = ''

@description('Whether Event Grid sends delivery reports. The app has to run first: it answers the handshake.')
param deliveryReports bool = false

@description('Address that alerts go to; empty raises none by mail.')
param alertMail string = ''

@minValue(1)
@description('Monthly costs, in the currency of the subscription, at which the budget speaks up.')
param monthlyBudget int = 50

@description('First day the budget counts from.')
param budgetStart string = utcNow('yyyy-MM-01')

var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var appName = '${abbreviations.webSitesFunctions}${token}'
var packages = 'packages'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourcesResourceGroups}${environmentName}'
  location: location
  tags: tags
}

module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.6.0' = {
  scope: group
  params: {
    name: '${abbreviations.managedIdentityUserAssignedIdentities}${token}'
    location: location
    tags: tags
  }
}

module logs 'br/public:avm/res/operational-insights/workspace:0.16.1' = {
  scope: group
  params: {
    name: '${abbreviations.operationalInsightsWorkspaces}${token}'
    location: location
    tags: tags
    dataRetention: 30
  }
}

module insights 'br/public:avm/res/insights/component:0.8.0' = {
  scope: group
  params: {
    name: '${abbreviations.insightsComponents}${token}'
    location: location
    tags: tags
    workspaceResourceId: logs.outputs.resourceId
    disableLocalAuth: true
    disableIpMasking: false
    retentionInDays: 30
  }
}

module storage 'br/public:avm/res/storage/storage-account:0.33.0' = {
  scope: group
  params: {
    name: '${abbreviations.storageStorageAccounts}${token}'
    location: location
    tags: tags
    skuName: 'Standard_ZRS'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' }
    blobServices: {
      containers: [{ name: packages }, { name: 'ledgers' }]
      deleteRetentionPolicyEnabled: true
      deleteRetentionPolicyDays: 30
    }
    tableServices: { tables: [{ name: 'ledgers' }, { name: 'wakes' }, { name: 'host' }] }
  }
}

module vault 'br/public:avm/res/key-vault/vault:0.14.0' = {
  scope: group
  params: {
    name: '${abbreviations.keyVaultVaults}${token}'
    location: location
    tags: tags
    sku: 'standard'
    enableRbacAuthorization: true
    publicNetworkAccess: 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' }
    secrets: concat(
      [{ name: 'operator-key', value: operatorKey }, { name: 'unsubscribe-key', value: unsubscribeKey }],
      empty(graphClientSecret) ? [] : [{ name: 'graph-client-secret', value: graphClientSecret }]
    )
  }
}

module plan 'br/public:avm/res/web/serverfarm:0.7.0' = {
  scope: group
  params: {
    name: '${abbreviations.webServerFarms}${token}'
    location: location
    tags: tags
    kind: 'functionapp'
    skuName: 'FC1'
    skuCapacity: 0
    reserved: true
    zoneRedundant: false
  }
}

module email 'app/email.bicep' = {
  scope: group
  params: {
    emailServiceName: '${abbreviations.emailServices}${token}'
    communicationServiceName: '${abbreviations.communicationServices}${token}'
    customDomain: emailDomain
    customDomainIsVerified: emailDomainVerified
    dataLocation: emailDataLocation
    tags: tags
  }
}

module scheduler 'app/scheduler.bicep' = if (durableBackend == 'scheduler') {
  scope: group
  params: {
    name: '${abbreviations.durableTaskSchedulers}${token}'
    taskHub: '${abbreviations.durableTaskHubs}${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module roles 'app/roles.bicep' = {
  scope: group
  params: {
    principalId: identity.outputs.principalId
    storageAccountName: storage.outputs.name
    vaultName: vault.outputs.name
    insightsName: insights.outputs.name
    communicationServiceName: email.outputs.communicationServiceName
  }
}

module app 'app/app.bicep' = {
  scope: group
  params: {
    name: appName
    location: location
    tags: tags
    planId: plan.outputs.resourceId
    identityId: identity.outputs.resourceId
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    packageContainer: packages
    insightsName: insights.outputs.name
    vaultUri: vault.outputs.uri
    emailEndpoint: email.outputs.endpoint
    sender: email.outputs.sender
    hasOwnDomain: !empty(emailDomain)
    taskHub: scheduler.?outputs.taskHub ?? '${abbreviations.durableTaskHubs}${token}'
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    graphTenantId: graphTenantId
    graphClientId: graphClientId
    hasGraphSecret: !empty(graphClientSecret)
  }
  // Settings that name secrets are resolved at the first start.
  dependsOn: [roles]
}

module reports 'app/delivery-reports.bicep' = {
  scope: group
  params: {
    topicName: '${abbreviations.eventGridSystemTopics}${token}'
    communicationServiceName: email.outputs.communicationServiceName
    appName: app.outputs.name
    subscribe: deliveryReports
    tags: tags
  }
}

module alerts 'app/alerts.bicep' = {
  scope: group
  params: {
    actionGroupName: '${abbreviations.insightsActionGroups}${token}'
    insightsId: insights.outputs.resourceId
    location: location
    mail: alertMail
    tags: tags
  }
}

module budget 'app/budget.bicep' = {
  scope: group
  params: {
    amount: monthlyBudget
    start: budgetStart
    actionGroupId: alerts.outputs.actionGroupId
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output SERVICE_API_NAME string = app.outputs.name
output SERVICE_API_URI string = app.outputs.uri
output EMAIL_SENDER string = email.outputs.sender
