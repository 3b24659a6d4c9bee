#!/usr/bin/env bash
# A throwaway PostgreSQL (with pgvector) and Redis on loopback, for tests, benchmarks and a look around.
#
#   eval "$(scripts/services.sh start)"    installs what is missing, starts both, sets DATABASE_URL and REDIS_URL
#   eval "$(scripts/services.sh env)"      the same variables again, in another shell
#   scripts/services.sh stop               stops both and deletes their data
#   scripts/services.sh install            only installs; `install browser` adds Chromium and the fonts the pages need
#
# Only the export lines go to standard output. What cannot be had is said as "SKIPPED: ... because ..." and its
# variable is left out; the exit code stays 0.
#
#   KOLEGA_SERVICES_DIR     where data and sockets live   (default: a folder a checkout, below $TMPDIR or data/)
#   KOLEGA_PG_PORT          PostgreSQL's port             (default: 25432, or the next free one)
#   KOLEGA_REDIS_PORT       Redis's port                  (default: 26379, or the next free one)
#   KOLEGA_PG_VERSION       PostgreSQL's major version    (default: the newest installed, else the distribution's)
#   KOLEGA_PG_OPTIONS       more settings, e.g. "-c fsync=off"
#   KOLEGA_PGVECTOR_SUITE   the Debian suite whose pgvector source is built where the release has no package
set -euo pipefail
umask 022

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd / # the unprivileged user may not enter the caller's folder
key=$(printf '%s' "$repo" | cksum | cut -d' ' -f1)
lock=${TMPDIR:-/tmp}/kolega-services.$(id -u).lock

say() { printf '%s\n' "services: $*" >&2; }
skip() { printf 'SKIPPED: %s because %s\n' "$1" "$2" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# ---------------------------------------------------------------------------------------------------- installing

root_do() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo && sudo -n true 2>/dev/null; then sudo -n -- "$@"
  else say "needs root: $*"; return 1; fi
}

# RUNLEVEL=1 keeps the packages from starting daemons of their own on the standard ports.
apt_do() { root_do env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -y -qq "$@" </dev/null >&2; }

# packages WHAT NAME...: installs those that are missing; false when one cannot be had.
packages() {
  local what=$1 missing=() name
  shift
  for name in "$@"; do installed "$name" || missing+=("$name"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! have apt-get; then skip "$what" "${missing[*]} is not installed and this system has no apt-get"; return 1; fi
  say "installing ${missing[*]}"
  apt_do install --no-install-recommends "${missing[@]}" 2>/dev/null && return 0
  apt_do update && apt_do install --no-install-recommends "${missing[@]}" && return 0
  skip "$what" "apt-get could not install ${missing[*]}"
  return 1
}

pg_version() {
  [ -z "${KOLEGA_PG_VERSION:-}" ] || { echo "$KOLEGA_PG_VERSION"; return; }
  local newest
  newest=$(for at in /usr/lib/postgresql/*/bin/initdb; do [ ! -x "$at" ] || basename "${at%/bin/initdb}"; done | sort -n | tail -1)
  [ -n "$newest" ] || newest=$(apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -1)
  echo "${newest:-15}"
}

has_vector() { [ -e "/usr/share/postgresql/$1/extension/vector.control" ]; }

# The source package comes from the mirror this machine already uses for the release it runs, in lists of its own:
# nothing under /etc/apt changes.
pgvector_from_source() {
  local version=$1 work uri suite log
  packages "PostgreSQL (pgvector)" "postgresql-server-dev-$version" build-essential dpkg-dev || return 1
  uri=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | awk -v c="$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)" '$2 == c { print $1; exit }')
  [ -n "$uri" ] || { skip "PostgreSQL (pgvector)" "no Debian mirror is configured"; return 1; }
  work=$(mktemp -d) log=$work/log
  mkdir -p "$work/lists/partial" "$work/source"
  for suite in ${KOLEGA_PGVECTOR_SUITE:-trixie sid}; do
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main" >"$work/sources.list"
    local apt=(apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$work/lists"
      -o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache= -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=3)
    say "building pgvector from the source package of $suite for PostgreSQL $version"
    if (cd "$work/source" && "${apt[@]}" update && "${apt[@]}" source pgvector && cd pgvector-*/ &&
      make -s -j2 with_llvm=no PG_CONFIG="/usr/lib/postgresql/$version/bin/pg_config" &&
      root_do make -s install with_llvm=no PG_CONFIG="/usr/lib/postgresql/$version/bin/pg_config") >"$log" 2>&1; then
      rm -rf "$work"
      return 0
    fi
    tail -5 "$log" >&2
    rm -rf "$work/source"/* "$work/lists"/*
    mkdir -p "$work/lists/partial"
  done
  rm -rf "$work"
  skip "PostgreSQL (pgvector)" "its source package could not be fetched or built"
  return 1
}

install_postgres() {
  local version
  version=$(pg_version)
  [ -x "/usr/lib/postgresql/$version/bin/initdb" ] || packages PostgreSQL "postgresql-$version" || return 1
  has_vector "$version" && return 0
  if apt-cache show "postgresql-$version-pgvector" >/dev/null 2>&1; then packages "PostgreSQL (pgvector)" "postgresql-$version-pgvector" || return 1
  else pgvector_from_source "$version" || return 1; fi
  has_vector "$version" || { skip "PostgreSQL (pgvector)" "it was installed but PostgreSQL $version does not see it"; return 1; }
}

install_redis() { have redis-server || packages Redis redis-server; }

install_browser() {
  have chromium || have google-chrome || packages "the browser" chromium || true
  packages "the fonts" fontconfig fonts-dejavu-core fonts-noto-color-emoji || true
}

# ------------------------------------------------------------------------------------------------------- running

# PostgreSQL refuses to run as root, so root lends both services to an unprivileged user.
runner() {
  if [ "$(id -u)" != 0 ]; then id -un
  elif id postgres >/dev/null 2>&1; then echo postgres
  else echo nobody; fi
}
as_runner() {
  if [ "$(id -u)" = 0 ]; then runuser -u "$(runner)" -- env -u XDG_RUNTIME_DIR HOME=/ "$@"; else "$@"; fi
}

services_dir() {
  local at
  if [ -n "${KOLEGA_SERVICES_DIR:-}" ]; then echo "$KOLEGA_SERVICES_DIR"; return; fi
  for at in "${TMPDIR:-$repo/data}" /tmp; do
    # A socket's path has about 100 characters, and the unprivileged user must be able to walk there.
    if [ ${#at} -lt 60 ] && mkdir -p "$at" 2>/dev/null && as_runner test -x "$at"; then echo "$at/kolega-services-$key"; return; fi
  done
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
# Below what connections are given for themselves (32768 on): else one of those may hold it.
free_port() {
  local port=$1
  while port_taken "$port"; do port=$((port + 1)); done
  echo "$port"
}
secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

pg_alive() { [ -f "$dir/pg/postmaster.pid" ] && as_runner "$bin/pg_ctl" status -D "$dir/pg" >/dev/null 2>&1; }
redis_alive() { [ -f "$dir/redis.conf" ] && [ "$(redis_cli ping 2>/dev/null)" = PONG ]; }
redis_cli() { REDISCLI_AUTH=$(sed -n 's/^requirepass //p' "$dir/redis.conf") redis-cli --no-auth-warning -h 127.0.0.1 -p "$(sed -n 's/^port //p' "$dir/redis.conf")" "$@"; }

start_postgres() {
  local port password sql
  pg_alive && return 0
  rm -rf "$dir/pg" "$dir/database.env"
  port=${KOLEGA_PG_PORT:-$(free_port 25432)}
  if port_taken "$port"; then skip PostgreSQL "port $port is in use"; return 1; fi
  password=$(secret)
  if ! as_runner "$bin/initdb" -D "$dir/pg" -U "$(runner)" --auth-local=peer --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1; then
    tail -5 "$dir/initdb.log" >&2
    skip PostgreSQL "initdb failed"
    return 1
  fi
  as_runner tee -a "$dir/pg/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$dir/socket'
timezone = 'UTC'
log_timezone = 'UTC'
max_connections = 200
max_locks_per_transaction = 256
shared_buffers = '256MB'
wal_level = minimal
max_wal_senders = 0
max_wal_size = '2GB'
CONF
  if ! as_runner "$bin/pg_ctl" start -w -t 60 -D "$dir/pg" -l "$dir/pg.log" -o "${KOLEGA_PG_OPTIONS:-}" >/dev/null; then
    tail -5 "$dir/pg.log" >&2
    skip PostgreSQL "it did not start"
    return 1
  fi
  # The app's role is an ordinary one: it owns its database, may make roles (the tenant role) and, for tests, databases.
  sql="CREATE ROLE kolega LOGIN CREATEROLE CREATEDB PASSWORD '$password';
CREATE EXTENSION vector;
CREATE DATABASE kolega OWNER kolega;"
  if ! { as_runner "$bin/psql" -qX -v ON_ERROR_STOP=1 -h "$dir/socket" -p "$port" -d template1 <<<"$sql"; } >&2; then
    as_runner "$bin/pg_ctl" stop -m immediate -D "$dir/pg" >/dev/null 2>&1 || true
    skip PostgreSQL "its role, database or extension could not be made"
    return 1
  fi
  echo "export DATABASE_URL='postgres://kolega:$password@127.0.0.1:$port/kolega'" >"$dir/database.env"
  say "PostgreSQL $(as_runner "$bin/psql" -qAtX -h "$dir/socket" -p "$port" -d kolega -c "select current_setting('server_version_num')::int / 10000 || ' with pgvector ' || extversion from pg_extension where extname = 'vector'") on port $port"
}

start_redis() {
  local port password
  redis_alive && return 0
  rm -rf "$dir/redis" "$dir/redis.env"
  port=${KOLEGA_REDIS_PORT:-$(free_port 26379)}
  if port_taken "$port"; then skip Redis "port $port is in use"; return 1; fi
  password=$(secret)
  as_runner mkdir -p "$dir/redis"
  as_runner tee "$dir/redis.conf" >/dev/null <<CONF
bind 127.0.0.1
port $port
dir $dir/redis
requirepass $password
daemonize yes
logfile $dir/redis.log
save ""
appendonly yes
maxmemory-policy noeviction
CONF
  as_runner redis-server "$dir/redis.conf" >&2 || true
  local tries=50
  until redis_alive; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { tail -5 "$dir/redis.log" >&2 2>/dev/null; skip Redis "it did not start"; return 1; }
    sleep 0.1
  done
  echo "export REDIS_URL='redis://:$password@127.0.0.1:$port'" >"$dir/redis.env"
  say "Redis $(redis_cli info server | sed -n 's/^redis_version:\([0-9.]*\).*/\1/p') on port $port"
}

print_env() {
  if [ -f "$dir/database.env" ] && pg_alive; then cat "$dir/database.env"; fi
  if [ -f "$dir/redis.env" ] && redis_alive; then cat "$dir/redis.env"; fi
}

stop_all() {
  [ -d "$dir" ] || { say "nothing to stop"; return 0; }
  if pg_alive; then as_runner "$bin/pg_ctl" stop -w -m fast -D "$dir/pg" >/dev/null || as_runner "$bin/pg_ctl" stop -w -m immediate -D "$dir/pg" >/dev/null; fi
  if redis_alive; then redis_cli shutdown nosave >/dev/null 2>&1 || true; fi
  if { [ -f "$dir/pg/postmaster.pid" ] && pg_alive; } || redis_alive; then say "could not stop everything in $dir"; return 1; fi
  rm -rf "$dir"
  say "stopped"
}

command=${1:-}
case $command in
start | stop | env | install) ;;
*)
  sed -n '2,/^set /p' "$repo/scripts/services.sh" | sed '$d; s/^# \{0,1\}//' >&2
  exit 2
  ;;
esac

if [ "$command" != env ] && have flock; then # one at a time; the daemons must not inherit the lock, so it is closed below
  exec 9>"$lock"
  flock -w 900 9 || { say "another run holds $lock"; exit 1; }
fi

if [ "$command" = install ]; then
  install_postgres 9>&- || true
  install_redis 9>&- || true
  if [ "${2:-}" = browser ]; then install_browser 9>&-; fi
  exit 0
fi

with_postgres=yes with_redis=yes
if [ "$command" = start ]; then
  install_postgres 9>&- || with_postgres=no
  install_redis 9>&- || with_redis=no
fi
bin=/usr/lib/postgresql/$(pg_version)/bin
dir=$(services_dir)

case $command in
start)
  mkdir -p "$dir/socket"
  if [ "$(id -u)" = 0 ]; then chown "$(runner):" "$dir" "$dir/socket"; fi
  chmod 700 "$dir" "$dir/socket"
  if [ $with_postgres = yes ]; then start_postgres 9>&- || true; fi
  if [ $with_redis = yes ]; then start_redis 9>&- || true; fi
  print_env
  ;;
stop) stop_all ;;
env) print_env ;;
esac
