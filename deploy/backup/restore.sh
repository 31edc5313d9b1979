#!/bin/sh
# 恢复 · Puts a backup back: restore.sh BACKUP.tar.gz [FILE-OF-SETTINGS]; stop the app first, start it after.
# Every file is held against its sum before anything is touched. What stands there now is not deleted: it is set aside
# beside its place as …-before-<time>.
set -eu
umask 077
backup=$1
[ $# -lt 2 ] || { set -a; . "$2"; set +a; }
briefings=${PLAN_MAP_BRIEFINGS:-/var/lib/plan-map/briefings}
layers=${PLAN_MAP_OWN_LAYERS:-/var/lib/plan-map/own-layers}
now=$(date -u +%Y%m%dT%H%M%SZ)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -C "$work" -xzf "$backup"
(cd "$work" && sha256sum --quiet --check SHA256SUMS) || { echo "$backup is damaged; nothing was changed" >&2; exit 1; }
put() {
    [ -d "$work/$1" ] || return 0
    # Beside its place first: a disk that is full must not leave half of it there.
    cp -a "$work/$1" "$2.restoring-$now"
    [ ! -e "$2" ] || mv "$2" "$2-before-$now"
    mv "$2.restoring-$now" "$2"
    echo "$2"
}
put briefings "$briefings"
put own-layers "$layers"
if [ -f "$work/database.dump" ]; then
    pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error \
        --dbname="$(printf %s "${PLAN_MAP_DATABASE:?where the database is}" | sed 's/^postgresql+psycopg:/postgresql:/')" \
        "$work/database.dump"
fi
