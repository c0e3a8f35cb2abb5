#!/usr/bin/env bash
# Says which Azure packages of the host can be restored here: prints "packages", "mixed" or "surface".
#   export AzureWorkerSdk=$(src/Expectations.Functions/choose-sdk.sh)
# Everything that follows (restore, build, format, test) reads that variable.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Beside the real obj folder and lock file, so that trying leaves no trace in them.
trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT

say() { printf '%s\n' "$@" >&2; }

# Prints the packages that are missing where restoring fails for want of them; ends where it fails otherwise.
missing_for() {
  local output
  output=$(dotnet restore Expectations.Functions.csproj "-p:AzureWorkerSdk=$1" -p:MSBuildProjectExtensionsPath="$trial/$1/" \
    -p:NuGetLockFilePath="$trial/$1.lock.json" --no-dependencies -v q 2>&1) && return 0
  grep -oE 'NU110[123]: Unable to find package [A-Za-z0-9.]+' <<<"$output" | awk '{print $NF}' | sed 's,[.]$,,' | sort -u | grep . && return 0
  say "$output" "The packages of the Functions host cannot be restored, and not because they are missing."
  return 1
}

without_packages=$(missing_for packages | paste -sd' '; exit "${PIPESTATUS[0]}") || exit 1
if [[ -z $without_packages ]]; then
  say "The Functions host is built and tested against the real Azure packages."
  echo packages
  exit
fi
say "*** AZURE PACKAGES ARE MISSING ON THIS FEED: $without_packages"

without_mixed=$(missing_for mixed | paste -sd' '; exit "${PIPESTATUS[0]}") || exit 1
if [[ -z $without_mixed ]]; then
  say "*** For these the Functions host is built and tested against declarations, and cannot be published." \
    "*** The worker, its HTTP and timer extensions and Durable Task are the real ones."
  echo mixed
else
  say "*** MISSING BESIDES: $without_mixed" \
    "*** The Functions host is compiled and tested against tests/AzureApiSurface, which cannot be published."
  echo surface
fi
