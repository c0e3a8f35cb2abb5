param name string
param location string
param tags object
param kind string
param skuName string
param skuCapacity int
param reserved bool
param zoneRedundant bool
output resourceId string = '${name}${location}${tags}${kind}${skuName}${skuCapacity}${reserved}${zoneRedundant}'
