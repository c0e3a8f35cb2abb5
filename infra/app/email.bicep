@description('Name of the e-mail service, which holds domains.')
param emailServiceName string

@description('Name of the communication service, which sends.')
param communicationServiceName string

@description('Own domain to send from; empty takes one that Azure manages.')
param customDomain string

@description('Whether the DNS records of the own domain are verified: only then can it be linked.')
param customDomainIsVerified bool

@description('Where data is kept at rest.')
param dataLocation string

param tags object

var hasOwnDomain = !empty(customDomain)

resource emailService 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: emailServiceName
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource domain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: emailService
  name: hasOwnDomain ? customDomain : 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: hasOwnDomain ? 'CustomerManaged' : 'AzureManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource communicationService 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: communicationServiceName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    linkedDomains: hasOwnDomain && !customDomainIsVerified ? [] : [domain.id]
  }
}

output communicationServiceName string = communicationService.name
output endpoint string = 'https://${communicationService.properties.hostName}'
output sender string = 'donotreply@${domain.properties.mailFromSenderDomain}'
