#!/bin/sh
# curl, with the version of HTTP that its one argument names: --http1.0, --http1.1 or --http2.
version=$1
# Through a pipe: the key is in no list of processes.
ask() {
  printf 'header = "Authorization: Bearer %s"\n' "$LATCHKEY_KEY" |
    curl --silent --show-error --config - --noproxy '*' --max-time 20 "$version" "$@"
}

check() { # name, what came, what it has to hold
  case $2 in
    $3) printf '%s\tok\n' "$1" ;;
    *) printf '%s\twrong: %.200s\n' "$1" "$2" ;;
  esac
}

api=$LATCHKEY_ORIGIN/api/v1
resolve=$api/connections/job/resolve

job() {
  check list "$(ask --write-out ' %{http_code}' "$api/connections")" '*"key":"job"* 200'
  check resolve "$(ask --request POST --write-out ' %{http_code}' "$resolve")" "*\"note\":\"$LATCHKEY_EXPECTED\"* 200"
  check 404 "$(ask --request POST --write-out ' %{content_type} %{http_code}' "$api/connections/nothing/resolve")" \
    '*"code":"not_found"* application/problem+json* 404'
  check 422 "$(ask --json '{"name":"curl","unknown":1}' --write-out ' %{http_code}' "$api/projects")" \
    '*"code":"invalid_input"* 422'
  tag=$(ask --output /dev/null --write-out '%header{etag}' "$api/connections/job")
  check 304 "$(ask --header "If-None-Match: $tag" --write-out '%{http_code}' "$api/connections/job")" 304
  urls=
  for _ in $(seq 50); do urls="$urls $resolve --output /dev/null"; done
  # shellcheck disable=SC2086
  counted=$(ask --request POST --write-out '%{http_code} %{num_connects}\n' $urls |
    awk '$1 == 200 { right++ } { opened += $2 } END { print right " right on " opened }')
  case $version in
    # HTTP/1.0 keeps no connection unless both sides ask for it.
    --http1.0) check '50 on one' "$counted" '50 right on *' ;;
    *) check '50 on one' "$counted" '50 right on 1' ;;
  esac
}

until_stop() {
  answers=0
  longest=0
  while :; do
    began=$(date +%s%3N)
    status=$(ask --request POST --output /dev/null --write-out '%{http_code}' \
      "$api/connections/$LATCHKEY_CONNECTION/resolve" 2>/dev/null)
    code=$?
    took=$(($(date +%s%3N) - began))
    case $code in
      0) ;;
      28) check stop hangs answered && return ;;
      *) printf 'stop\tok\t%s\t%s\t%s\tcurl %s\n' "$answers" "$longest" "$took" "$code" && return ;;
    esac
    [ "$status" = 200 ] || { check stop "status $status" 200 && return; }
    [ "$took" -gt "$longest" ] && longest=$took
    answers=$((answers + 1))
    [ "$answers" -eq 2 ] && echo running
  done
}

if [ "$LATCHKEY_MODE" = until-stop ]; then until_stop; else job; fi
