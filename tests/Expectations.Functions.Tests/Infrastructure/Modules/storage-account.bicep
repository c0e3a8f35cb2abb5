param name string
param location string
param tags object
param skuName string
param allowSharedKeyAccess bool
param allowBlobPublicAccess bool
param minimumTlsVersion string
param publicNetworkAccess string
param networkAcls object
param blobServices object
param tableServices object
output name string = name
output used string = '${location}${tags}${skuName}${allowSharedKeyAccess}${allowBlobPublicAccess}${minimumTlsVersion}${publicNetworkAccess}${networkAcls}${blobServices}${tableServices}'
