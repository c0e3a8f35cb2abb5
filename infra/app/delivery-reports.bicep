param topicName string
param communicationServiceName string
param appName string

@description('Whether to subscribe; the app has to run by then and answer the handshake.')
param subscribe bool
param tags object

resource communicationService 'Microsoft.Communication/communicationServices@2023-04-01' existing = {
  name: communicationServiceName
}
resource app 'Microsoft.Web/sites@2024-04-01' existing = { name: appName }

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: topicName
  location: 'global'
  tags: tags
  properties: {
    source: communicationService.id
    topicType: 'Microsoft.Communication.CommunicationServices'
  }
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = if (subscribe) {
  parent: topic
  name: 'delivery-reports'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        // The key is part of what Event Grid keeps secret.
        endpointUrl: 'https://${app.properties.defaultHostName}/reports/email?code=${listKeys('${app.id}/host/default', '2024-04-01').functionKeys.default}'
        maxEventsPerBatch: 1
        minimumTlsVersionAllowed: '1.2'
      }
    }
    eventDeliverySchema: 'EventGridSchema'
    filter: { includedEventTypes: ['Microsoft.Communication.EmailDeliveryReportReceived'] }
    retryPolicy: { eventTimeToLiveInMinutes: 1440, maxDeliveryAttempts: 30 }
  }
}
