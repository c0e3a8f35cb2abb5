#!/bin/sh
# Makes the two secrets of a new environment, once. They go to the Key Vault with the next provisioning.
set -eu

keep_or_make() {
  name=$1 value=$2
  eval "given=\${$name:-}"
  if [ -z "$given" ]; then
    azd env set "$name" "$value"
    echo "Made $name for this environment."
  fi
}

keep_or_make OPERATOR_KEY "$(openssl rand -hex 24)"
keep_or_make UNSUBSCRIBE_KEY "$(openssl rand -base64 32)"
