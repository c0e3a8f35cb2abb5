#!/bin/sh
# Once the app runs and can answer the handshake, lets Event Grid send delivery reports to it.
set -eu

[ "${DELIVERY_REPORTS:-false}" = true ] && exit 0
azd env set DELIVERY_REPORTS true
echo "Provisioning once more, to subscribe the running app to delivery reports."
azd provision --no-prompt
