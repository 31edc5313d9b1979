#!/bin/sh
# 恢复 · Puts a backup back: restore.sh BACKUP.tar.gz [FILE-OF-SETTINGS]; stop the app first, start it after.
# Every file is held against its sum before anything is touched. What stands there now is not deleted: it is set aside
# beside its place as …-before-<time>; a database of PostgreSQL is written over whole or not at all.
set -eu
umask 077
backup=$1
[ $# -lt 2 ] || { set -a; . "$2"; set +a; }
. "$(dirname "$0")/places.sh"
now=$(date -u +%Y%m%dT%H%M%SZ)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -C "$work" -xzf "$backup"
(cd "$work" && sha256sum --quiet --check SHA256SUMS) || { echo "$backup is damaged; nothing was changed" >&2; exit 1; }
if [ -f "$work/database.dump" ] && [ -z "$postgresql" ] || [ -f "$work/database.sqlite3" ] && [ -z "$sqlite" ]; then
    echo "the backup is of the other kind of database than PLAN_MAP_DATABASE names; nothing was changed" >&2
    exit 1
fi
put() {
    [ -n "$2" ] && [ -e "$work/$1" ] || return 0
    above=$(dirname "$2")
    if [ ! -d "$above" ]; then
        mkdir -p "$above"
        [ "$(id -u)" != 0 ] || chown --reference="$work/$1" "$above"
    fi
    # Beside its place first: a disk that is full must not leave half of it there.
    cp -a "$work/$1" "$2.restoring-$now"
    # What SQLite had not yet written into the old file belongs to that one, never to this.
    for tail in "" -wal -shm; do
        [ ! -e "$2$tail" ] || mv "$2$tail" "$2-before-$now$tail"
    done
    mv "$2.restoring-$now" "$2"
    echo "$2"
}
if [ -f "$work/database.dump" ]; then
    pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error --dbname="$postgresql" "$work/database.dump"
fi
put database.sqlite3 "$sqlite"
put files "$files"
put briefings "$briefings"
put own-layers "$layers"
