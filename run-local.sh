#!/usr/bin/env bash
# Builds what is not built and passes its words on to the one program. See README.md, or ./run-local.sh --help.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# The program that is built, and its folder; the cluster's is another one.
project=FreightRecovery.Web
output="$root/artifacts/web"

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
  local stamp="$output/.built"
  [[ ! -f $stamp || ! -f $output/$project.dll ]] && return 0
  [[ -n $(find "$root/src" "$root/db" "$root"/Directory.*.props "$root/global.json" \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -newer "$stamp" -print -quit) ]]
}

# Builds the program; further words go to the build.
build() {
  stale || return 0
  need_sdk
  want_node
  say "Building, which takes a minute or more at the first time ..."
  mkdir -p "$output"
  # The time of the build is its beginning: what is saved while it runs is built the next time.
  touch "$output/.building"
  local log="$output/build.log"
  if ! dotnet publish "$root/src/$project" -c Release -o "$output" -v quiet "$@" >"$log" 2>&1; then
    cat "$log" >&2
    exit 2
  fi
  mv "$output/.building" "$output/.built"
}

# Starts the nodes of a cluster on this machine, for a look, and stops them together.
run_cluster() {
  local nodes=3 connection="${FREIGHTRECOVERY_CONNECTION:-}" first=() node port
  while [[ $# -gt 0 ]]; do
    case $1 in
      --nodes) nodes=${2:-}; shift 2 ;;
      --connection) connection=${2:-}; shift 2 ;;
      --data) export FREIGHTRECOVERY_DATA=${2:-}; shift 2 ;;
      --empty) first=(--empty); shift ;;
      *) say "'$1' is not known here: ./run-local.sh cluster --connection '...' [--nodes 3] [--data DIR] [--empty]"; exit 2 ;;
    esac
  done
  if [[ -z $connection || ! $nodes =~ ^[1-9]$ ]]; then
    say "./run-local.sh cluster --connection 'Server=...;Database=FreightRecovery;...' [--nodes 1 to 9] [--data DIR] [--empty]"
    exit 2
  fi

  project=FreightRecovery.Cluster
  output="$root/artifacts/cluster"
  build -p:Cluster=true
  # Others on this machine see a command line; the environment of a process is its owner's.
  export FREIGHTRECOVERY_STORE=sqlserver FREIGHTRECOVERY_CONNECTION="$connection"
  trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT
  trap 'exit 0' INT TERM
  for ((node = 1; node <= nodes; node++)); do
    port=$((5079 + node))
    dotnet "$output/$project.dll" serve ${first[@]+"${first[@]}"} --urls "http://127.0.0.1:$port" --silo-port $((11110 + node)) &
    # The first one brings the schema up to date and loads the sample.
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
      kill -0 $! 2>/dev/null || exit 2
      sleep 0.2
    done
    first=(--empty)
  done
  say "$nodes nodes. Each has the whole product; http://127.0.0.1:5080/cluster shows them to an administrator. Ctrl-C stops them."
  wait
}

# How many tests of the cluster there are; a theory counts as one, since its cases are known only when it runs.
cluster_tests() {
  find "$root/tests/FreightRecovery.Cluster.Tests" "$root/tests/FreightRecovery.Tests/Gateways/GatewaySuite.cs" -name '*.cs' \
    -not -path '*/obj/*' -exec cat {} + | grep -cE '^ *\[(Fact|Theory)'
}

# Runs every test project; the last line of the output is their sum.
run_tests() {
  need_sdk
  want_node
  local log code=0 cluster=() aside=0
  if dotnet restore "$root/tests/FreightRecovery.Cluster.Tests" -p:Cluster=true -v quiet >/dev/null 2>&1; then
    cluster=(-p:Cluster=true)
  else
    aside=$(cluster_tests)
    say "The Orleans packages cannot be restored from here: $aside tests of the cluster are skipped."
  fi
  log=$(mktemp)
  # shellcheck disable=SC2064
  trap "rm -f '$log'" EXIT
  dotnet test "$root/FreightRecovery.sln" -c Release -v minimal ${cluster[@]+"${cluster[@]}"} "$@" 2>&1 | tee "$log" || code=$?
  # A project that does not build has no tests to fail: say so, or the sum would look well.
  if [[ $code -ne 0 ]] && ! grep -q 'Failed: *[1-9]' "$log"; then
    say "Not everything was built or run: see the errors above."
  fi
  sum "$log" "$aside" || code=1
  return "$code"
}

# The runner ends each project with "Passed!  - Failed: 0, Passed: 12, Skipped: 1, Total: 13". What could not be built is skipped too.
sum() {
  awk -v aside="$2" '
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
      printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped + aside
      exit (projects == 0 || failed > 0)
    }' "$1"
}

if [[ ${1:-} == test ]]; then
  shift
  run_tests "$@"
elif [[ ${1:-} == cluster ]]; then
  shift
  run_cluster "$@"
else
  build
  command -v dotnet >/dev/null || need_sdk
  case ${1:-} in
    -h | --help | '-?')
      dotnet "$output/$project.dll" "$@"
      printf '%s\n' "Of this script itself:" "  test     Runs everything that can be tested on this machine." \
        "  cluster  Starts the nodes of a cluster on this machine, for a look: cluster --connection '...' [--nodes 3]."
      exit ;;
  esac
  exec dotnet "$output/$project.dll" "$@"
fi
