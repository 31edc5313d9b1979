#!/bin/sh
# 备份 · Saves what people have made: backup.sh FOLDER-FOR-BACKUPS [FILE-OF-SETTINGS]
# One file a run, plan-map-<time>.tar.gz, written aside and renamed: half a backup never looks like one. With
# PLAN_MAP_DATABASE=postgresql… the database is in it. What the app makes anew (the cache) is not.
set -eu
umask 077
into=$1
[ $# -lt 2 ] || { set -a; . "$2"; set +a; }
briefings=${PLAN_MAP_BRIEFINGS:-/var/lib/plan-map/briefings}
layers=${PLAN_MAP_OWN_LAYERS:-/var/lib/plan-map/own-layers}
name=plan-map-$(date -u +%Y%m%dT%H%M%SZ)
work=$(mktemp -d "$into/.$name.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/saved"
echo "$name" > "$work/saved/MADE"
[ ! -d "$briefings" ] || cp -a "$briefings" "$work/saved/briefings"
[ ! -d "$layers" ] || cp -a "$layers" "$work/saved/own-layers"
case ${PLAN_MAP_DATABASE:-} in
postgresql*) pg_dump --format=custom --file="$work/saved/database.dump" \
    "$(printf %s "$PLAN_MAP_DATABASE" | sed 's/^postgresql+psycopg:/postgresql:/')" ;;
esac
(cd "$work/saved" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2 > "$work/SHA256SUMS")
mv "$work/SHA256SUMS" "$work/saved/SHA256SUMS"
tar -C "$work/saved" -czf "$work/whole" .
sync
mv "$work/whole" "$into/$name.tar.gz"
echo "$into/$name.tar.gz"
