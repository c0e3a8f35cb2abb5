param name string
param location string
param tags object
param planId string
param identityId string
param identityClientId string
param storageAccountName string
param packageContainer string
param insightsName string
param vaultUri string
param emailEndpoint string
param sender string

@description('Whether the domain has the quotas of an own one.')
param hasOwnDomain bool
param taskHub string

@description('Endpoint of the Durable Task Scheduler; empty keeps orchestrations in the storage account.')
param schedulerEndpoint string
param graphTenantId string
param graphClientId string
param hasGraphSecret bool

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = { name: storageAccountName }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

var durable = empty(schedulerEndpoint)
  ? {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'AzureStorage'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'AzureWebJobsStorage'
    }
  : {
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    }

var graph = hasGraphSecret
  ? {
      Expectations__GraphTenantId: graphTenantId
      Expectations__GraphClientId: graphClientId
      Expectations__GraphClientSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/graph-client-secret)'
    }
  : {}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: 40 }
    }
    siteConfig: { minTlsVersion: '1.2', ftpsState: 'Disabled', http20Enabled: true }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(durable, graph, {
      AzureWebJobsStorage__accountName: storage.name
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      AzureWebJobsDisableHomepage: 'true'
      AZURE_CLIENT_ID: identityClientId
      TASKHUB_NAME: taskHub
      Expectations__BaseUrl: 'https://${app.properties.defaultHostName}'
      // Not APPLICATIONINSIGHTS_CONNECTION_STRING, by which the runtime would trace paths and so the tokens of links.
      Expectations__ApplicationInsights: insights.properties.ConnectionString
      Expectations__Sender: sender
      Expectations__EmailEndpoint: emailEndpoint
      Expectations__LettersPerMinute: hasOwnDomain ? '30' : '5'
      Expectations__LettersPerHour: hasOwnDomain ? '100' : '10'
      Expectations__Tables: storage.properties.primaryEndpoints.table
      Expectations__Blobs: storage.properties.primaryEndpoints.blob
      Expectations__OperatorKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/operator-key)'
      Expectations__UnsubscribeKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/unsubscribe-key)'
    })
  }
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
