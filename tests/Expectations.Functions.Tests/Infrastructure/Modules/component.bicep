param name string
param location string
param tags object
param workspaceResourceId string
param disableLocalAuth bool
param disableIpMasking bool
param retentionInDays int
output name string = name
output resourceId string = '${location}${tags}${workspaceResourceId}${disableLocalAuth}${disableIpMasking}${retentionInDays}'
