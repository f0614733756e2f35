#!/usr/bin/env bash
# Brings one image to this host, or brings the last good one back.
#   rollout.sh sha256:<64 hex>   the image of that digest
#   rollout.sh boot              the digest that the stage's parameter names, on a host that has just started
#
# Two slots take turns, each with a port of its own, on the host's network. The new container starts beside the one
# that serves, and brings the database up to date as it starts; so a schema has to suit both. Only once it is ready are
# connections sent to it; those that are there stay where they are until they end. It is watched for a while before the
# old one is asked to stop, so going back is as quick as going forth.
#
# The file `current` is the truth: `<slot> <digest>`. Whatever a crash leaves behind, the next run follows the file.
set -euo pipefail
umask 077

state=${WMORY_STATE:-/var/lib/wmory}
run=${WMORY_RUN:-/run/wmory}
# shellcheck source=/dev/null
. "${WMORY_CONF:-/etc/wmory/host.conf}"
: "${image:?}" "${region:?}" "${log_group:?}" "${parameter:?}" "${secret:?}" "${smtp:?}" "${password?}" "${reads_key?}"
environment=${WMORY_ENVIRONMENT:-/etc/wmory/environment}
ca_file=${WMORY_CA_FILE:-/etc/wmory/rds.pem}
front=${WMORY_FRONT_PORT:-3000}
ready_tries=${WMORY_READY_TRIES:-300}
watch_tries=${WMORY_WATCH_TRIES:-15}
pause=${WMORY_PAUSE:-1}
declare -A port=([blue]=${WMORY_BLUE_PORT:-3001} [green]=${WMORY_GREEN_PORT:-3002})

say() { printf '%s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

mkdir -p "$state" "$run"
exec 9>"$state/lock"
flock --nonblock 9 || fail 'Another rollout is under way on this host; wait for it to end.'

is_digest() { [[ $1 =~ ^sha256:[0-9a-f]{64}$ ]]; }

# Writes a file in one step, so that a crash leaves the old or the new.
write() { printf '%s\n' "$2" > "$state/$1.new" && mv "$state/$1.new" "$state/$1"; }

is_running() { [[ -n $(docker ps --quiet --filter "name=^wmory-$1\$" --filter status=running) ]]; }

is_ready() { curl --fail --silent --output /dev/null --max-time 3 "http://127.0.0.1:${port[$1]}/readyz"; }

remove() { docker rm --force "wmory-$1" > /dev/null 2>&1 || true; }

# It stops taking connections, ends what it has, and goes.
retire() {
  ! is_running "$1" || docker stop -t 30 "wmory-$1" > /dev/null || true
  remove "$1"
}

other() { if [[ $1 == blue ]]; then echo green; else echo blue; fi; }

# One transaction: new connections go to the slot, those that are there are left alone.
point_to() {
  nft --file - <<EOF
table inet wmory {}
delete table inet wmory
table inet wmory {
  chain prerouting {
    type nat hook prerouting priority dstnat;
    tcp dport $front redirect to :${port[$1]}
  }
  chain output {
    type nat hook output priority -100;
    oif lo tcp dport $front redirect to :${port[$1]}
  }
}
EOF
}

read_secret() { aws secretsmanager get-secret-value --region "$region" --secret-id "$1" --query SecretString --output text; }

# Secrets live in memory alone: neither on the disk nor among what `docker inspect` shows.
write_secrets() {
  local file=$run/secrets value name
  : > "$file.new"
  for name in WMORY_SECRET SMTP_URL DB_PASSWORD CDN_PRIVATE_KEY; do
    case $name in
      WMORY_SECRET) value=$(read_secret "$secret") ;;
      SMTP_URL)
        value=$(read_secret "$smtp")
        [[ $value =~ ^smtps?:// ]] || fail "The secret $smtp has to be the URL of a mail server, smtps://user:password@host:465."
        ;;
      DB_PASSWORD)
        [[ -n $password ]] || continue
        value=$(read_secret "$password" | jq --raw-output .password)
        ;;
      CDN_PRIVATE_KEY)
        [[ -n $reads_key ]] || continue
        value=$(read_secret "$reads_key")
        [[ $value =~ ^[A-Za-z0-9+/]+=*$ ]] || fail "The secret $reads_key has to be the private key's PEM file in base64, on one line."
        ;;
    esac
    [[ -n $value && $value != *["'"$'\n']* ]] || fail "The secret for $name is empty, or has a quote or a line break in it."
    printf "%s='%s'\n" "$name" "$value" >> "$file.new"
  done
  chown 1000:1000 "$file.new"
  chmod 0400 "$file.new"
  mv "$file.new" "$file"
}

pull() {
  export DOCKER_CONFIG=$run/docker
  aws ecr get-login-password --region "$region" | docker login --username AWS --password-stdin "${image%%/*}" > /dev/null
  docker pull --quiet "$image@$1" > /dev/null
}

start() {
  local authorities=()
  if [[ -f $ca_file ]]; then authorities=(--mount "type=bind,source=$ca_file,target=$ca_file,readonly"); fi
  remove "$1"
  docker run --detach --name "wmory-$1" --network host --init --stop-timeout 30 \
    --read-only --user 1000:1000 --cap-drop ALL --security-opt no-new-privileges:true --pids-limit 256 \
    --tmpfs /tmp:mode=1777,size=64m --tmpfs /data:uid=1000,gid=1000,mode=0700,size=16m \
    --log-driver awslogs --log-opt "awslogs-region=$region" --log-opt "awslogs-group=$log_group" \
    --log-opt "awslogs-stream=${HOSTNAME:-host}/$1/${2:7:12}" --log-opt mode=non-blocking \
    --env-file "$environment" --env HOST=0.0.0.0 --env "PORT=${port[$1]}" \
    --mount "type=bind,source=$run/secrets,target=/run/secrets/wmory,readonly" "${authorities[@]}" \
    "$image@$2" node --env-file=/run/secrets/wmory apps/server/src/main.ts > /dev/null
}

await_ready() {
  local try
  for ((try = 0; try < ready_tries; try++)); do
    is_ready "$1" && return 0
    is_running "$1" || { say 'The container ended before it was ready.'; return 1; }
    sleep "$pause"
  done
  say 'The container did not become ready in time.'
  return 1
}

# Three misses in a row are a failure, one is a hiccup of the database.
watch() {
  local try misses=0
  for ((try = 0; try < watch_tries; try++)); do
    is_running "$1" || { say 'The container ended while it was watched.'; return 1; }
    if is_ready "$1"; then misses=0; else misses=$((misses + 1)); fi
    ((misses < 3)) || { say 'The container was no longer ready.'; return 1; }
    sleep "$pause"
  done
}

logs_of() { docker logs --tail 40 "wmory-$1" 2>&1 | sed 's/^/  | /' || true; }

current_slot='' current_digest=''
if [[ -s $state/current ]]; then read -r current_slot current_digest < "$state/current"; fi
if [[ -n $current_slot ]] && is_running "$current_slot"; then
  point_to "$current_slot"
  retire "$(other "$current_slot")"
else
  current_slot=''
fi

wanted=${1:?which digest, or boot}
if [[ $wanted == boot ]]; then
  wanted=$(aws ssm get-parameter --region "$region" --name "$parameter" --query Parameter.Value --output text)
fi
is_digest "$wanted" || fail "'$wanted' is no digest of an image; push one first, and put it into $parameter."

if [[ -n $current_slot && $current_digest == "$wanted" ]] && is_ready "$current_slot"; then
  say "$wanted serves already."
  exit 0
fi

if [[ -n $current_slot ]]; then next=$(other "$current_slot"); else next=blue; fi
before=${current_slot:+$current_digest}
write_secrets
pull "$wanted"
start "$next" "$wanted"

if ! await_ready "$next"; then
  logs_of "$next"
  remove "$next"
  fail "$wanted was not taken; ${before:-nothing} serves."
fi
# From here on it comes back by itself; before, an end was to be seen as one.
docker update --restart on-failure "wmory-$next" > /dev/null
point_to "$next"

if ! watch "$next"; then
  logs_of "$next"
  if [[ -n $current_slot ]]; then point_to "$current_slot"; fi
  remove "$next"
  fail "$wanted was taken back; ${before:-nothing} serves."
fi

if [[ -n $before ]]; then write previous "$before"; fi
write current "$next $wanted"
if [[ -n $current_slot ]]; then retire "$current_slot"; fi

# Of the images that are here, those of before the previous one are not needed any more.
for old in $(docker images --digests "$image" | awk 'NR > 1 { print $3 }'); do
  if is_digest "$old" && [[ $old != "$wanted" && $old != "$before" ]]; then
    docker rmi "$image@$old" > /dev/null || true
  fi
done
say "$wanted serves."
