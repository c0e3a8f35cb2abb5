param name string
param location string
param tags object
output resourceId string = '${name}${location}${tags}'
output clientId string = name
output principalId string = name
