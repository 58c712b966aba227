#!/bin/sh
# Runs PostgreSQL with an empty database in a temporary folder until the standard input ends.
# So PostgreSQL and its folder don't outlive the JVM that started this script, even if somebody kills the JVM.
#
# Usage: postgres.sh PROGRAMS PORT USER [OPTION...]
# The options are those of the program postgres.
# Prints "ready" as soon as PostgreSQL responds. If PostgreSQL can't start, prints the cause and ends.
# The line "pause" of the input stops PostgreSQL, and "resume" starts it with the same data.

programs=$1 port=$2 user=$3
shift 3

# Ctrl-C reaches this script too, and the JVM may stop to read. Neither may prevent the deletion of the folder.
trap '' INT TERM PIPE
folder=$(mktemp -d) || exit
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit

# PostgreSQL refuses to run as root.
as_user=
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder" || exit
  as_user='setpriv --reuid=postgres --regid=postgres --clear-groups'
fi

$as_user "$programs/initdb" --auth=trust --username="$user" --encoding=UTF8 --no-locale --pgdata=data >log 2>&1 || {
  cat log
  exit 1
}
# The data is thrown away, so no write has to reach the disk.
start() {
  $as_user "$programs/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$folder" \
    -c fsync=off -c max_connections=300 "$@" >>log 2>&1 &
  postgres=$!
  until "$programs/pg_isready" --quiet --host=127.0.0.1 --port="$port"; do
    kill -0 $postgres 2>/dev/null || {
      cat log
      exit 1
    }
    sleep 0.1
  done
  echo ready
}
start "$@"
while read -r command; do
  case $command in
  pause)
    kill -INT $postgres
    wait $postgres
    echo paused
    ;;
  resume) start "$@" ;;
  esac
done
kill -INT $postgres 2>/dev/null
wait $postgres
