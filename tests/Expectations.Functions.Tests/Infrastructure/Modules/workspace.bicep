param name string
param location string
param tags object
param dataRetention int
output resourceId string = '${name}${location}${tags}${dataRetention}'
