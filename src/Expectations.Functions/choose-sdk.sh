#!/usr/bin/env bash
# Says whether the Azure packages of the host can be restored here: prints "packages" or "surface".
#   export AzureWorkerSdk=$(src/Expectations.Functions/choose-sdk.sh)
# Everything that follows (restore, build, format, test) reads that variable.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Beside the real obj folder, so that trying leaves no trace in it.
trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT

if output=$(dotnet restore Expectations.Functions.csproj -p:AzureWorkerSdk=packages -p:MSBuildProjectExtensionsPath="$trial/" \
    --no-dependencies -v q 2>&1); then
  echo "The Functions host is built and tested against the real Azure packages." >&2
  echo packages
elif missing=$(grep -oE 'NU110[123]: Unable to find package [A-Za-z0-9.]+' <<<"$output" | awk '{print $NF}' | sed 's,[.]$,,' | sort -u | paste -sd' ') \
    && [[ -n $missing ]]; then
  echo "*** AZURE PACKAGES ARE MISSING ON THIS FEED: $missing" >&2
  echo "*** The Functions host is compiled and tested against tests/AzureApiSurface, which cannot be published." >&2
  echo surface
else
  echo "$output" >&2
  echo "The packages of the Functions host cannot be restored, and not because they are missing." >&2
  exit 1
fi
