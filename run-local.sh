#!/usr/bin/env bash
# Builds what is not built and passes its words on to the one program. See README.md, or ./run-local.sh --help.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output="$root/artifacts/web"
program="$output/FreightRecovery.Web.dll"
stamp="$output/.built"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export FREIGHTRECOVERY_DATA="${FREIGHTRECOVERY_DATA:-$root/data}"

say() { printf '%s\n' "$*" >&2; }

# Where the installer without root puts it.
if ! command -v dotnet >/dev/null && [[ -x "$HOME/.dotnet/dotnet" ]]; then
  export DOTNET_ROOT="$HOME/.dotnet" PATH="$HOME/.dotnet:$PATH"
fi

need_sdk() {
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    say "The .NET 10 SDK is missing. Get it without root: curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
    exit 2
  fi
}

want_node() {
  command -v node >/dev/null || say "Note: Node.js is missing; parts of the front end will need it. Get it from https://nodejs.org (version 20 or later)."
}

# True when a source, a project or a script of the database is newer than the last build.
stale() {
  [[ ! -f $stamp || ! -f $program ]] && return 0
  [[ -n $(find "$root/src" "$root/db" "$root"/Directory.*.props "$root/global.json" \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -newer "$stamp" -print -quit) ]]
}

build() {
  stale || return 0
  need_sdk
  want_node
  say "Building ..."
  mkdir -p "$output"
  # The time of the build is its beginning: what is saved while it runs is built the next time.
  touch "$output/.building"
  local log="$output/build.log"
  if ! dotnet publish "$root/src/FreightRecovery.Web" -c Release -o "$output" -v quiet >"$log" 2>&1; then
    cat "$log" >&2
    exit 2
  fi
  mv "$output/.building" "$stamp"
}

# Runs every test project; the last line of the output is their sum.
run_tests() {
  need_sdk
  want_node
  local log code=0
  log=$(mktemp)
  # shellcheck disable=SC2064
  trap "rm -f '$log'" EXIT
  dotnet test "$root/FreightRecovery.sln" -c Release -v minimal "$@" 2>&1 | tee "$log" || code=$?
  # A project that does not build has no tests to fail: say so, or the sum would look well.
  if [[ $code -ne 0 ]] && ! grep -q 'Failed: *[1-9]' "$log"; then
    say "Not everything was built or run: see the errors above."
  fi
  sum "$log" || code=1
  return "$code"
}

# The runner ends each project with "Passed!  - Failed: 0, Passed: 12, Skipped: 1, Total: 13".
sum() {
  awk '
    function number(name,   text) {
      text = $0
      if (!sub(".*" name ": *", "", text)) return 0
      sub(/, [A-Z].*/, "", text)
      gsub(/[^0-9]/, "", text)
      return text + 0
    }
    /Failed: +[0-9].*Passed: +[0-9].*Skipped: +[0-9].*Total:/ {
      failed += number("Failed"); passed += number("Passed"); skipped += number("Skipped"); projects++
    }
    END {
      printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
      exit (projects == 0 || failed > 0)
    }' "$1"
}

if [[ ${1:-} == test ]]; then
  shift
  run_tests "$@"
else
  build
  exec dotnet "$program" "$@"
fi
