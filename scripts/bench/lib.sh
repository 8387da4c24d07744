# What the benchmark scripts share: processes that end with the script, each with an empty environment and home.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
out=$root/artifacts/bench
logs=$out/logs
load=$out/load/aimux-bench-load
declare -A pid url
scratch=$(mktemp -d)

cleanup() {
  local status=$? each tries
  trap - EXIT INT TERM
  for each in "${pid[@]}"; do kill "$each" 2>/dev/null || true; done
  for each in "${pid[@]}"; do
    for ((tries = 0; tries < 100; tries++)); do kill -0 "$each" 2>/dev/null && sleep 0.1 || break; done
    kill -9 "$each" 2>/dev/null || true
    wait "$each" 2>/dev/null || true
  done
  rm -rf "$scratch"
  exit "$status"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "bench: $1" >&2
  exit 1
}

# publish PROJECT NAME [OPTIONS...]
publish() {
  echo "building $2" >&2
  dotnet publish "$root/$1" -c Release -o "$out/$2" "${@:3}" --nologo -v quiet --disable-build-servers >"$logs/build-$2.log" 2>&1 ||
    { tail -n 30 "$logs/build-$2.log" >&2; fail "$2 does not build: $logs/build-$2.log"; }
}

# start NAME READY_URL COMMAND...: an empty environment and home, so that no key or file of the user's is found.
start() {
  local name=$1 ready=$2 tries
  shift 2
  mkdir -p "$scratch/$name"
  (cd "$scratch/$name" && exec env -i PATH="$PATH" HOME="$scratch/$name" DOTNET_ROOT="$dotnet_root" "$@") \
    >"$logs/$name.log" 2>&1 </dev/null &
  pid[$name]=$!
  for ((tries = 0; tries < 300; tries++)); do
    kill -0 "${pid[$name]}" 2>/dev/null || break
    curl -fsS -o "$scratch/ready" --max-time 2 "$ready" 2>/dev/null && return
    sleep 0.1
  done
  echo "--- the end of $logs/$name.log" >&2
  tail -n 30 "$logs/$name.log" >&2
  fail "$name did not answer at $ready"
}

mkdir -p "$logs"
dotnet_root=$(dirname "$(readlink -f "$(command -v dotnet || fail "the .NET SDK is not installed")")")
aimux=${AIMUX:-$out/aimux/aimux}
[[ $aimux == /* ]] || aimux=$PWD/$aimux
