# Sourced by the tests that need a local stack of their own: builds and starts one, and stops it at the end.
# Sets TANDEM_URL and work, a folder that is gone afterwards.

start_stack() {
  local binary
  # Built first and started as a binary, so that what is stopped at the end is the stack and not cargo.
  binary=$(cargo build --package tandem-local --message-format json-render-diagnostics |
    python3 infra/sam-local/executable.py)
  work=$(mktemp -d)
  "$binary" --port 0 >"$work/stack.log" 2>&1 &
  stack=$!
  trap 'kill "$stack" 2>/dev/null || true; cd /; rm -rf "$work"' EXIT
  for _ in {1..100}; do
    TANDEM_URL=$(grep -o 'http://[0-9.:]*' "$work/stack.log" | head -n 1 || true)
    [[ -n "$TANDEM_URL" ]] && break
    kill -0 "$stack" 2>/dev/null || break
    sleep 0.1
  done
  if [[ -z "$TANDEM_URL" ]]; then
    echo "the local stack didn't start:" >&2
    cat "$work/stack.log" >&2
    exit 1
  fi
  export TANDEM_URL
}
