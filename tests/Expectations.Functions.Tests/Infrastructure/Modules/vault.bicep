param name string
param location string
param tags object
param sku string
param enableRbacAuthorization bool
param publicNetworkAccess string
param networkAcls object
param secrets array
output name string = name
output uri string = '${location}${tags}${sku}${enableRbacAuthorization}${publicNetworkAccess}${networkAcls}${length(secrets)}'
