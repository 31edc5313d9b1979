#!/bin/sh
# 备份 · Saves what people have made: backup.sh FOLDER-FOR-BACKUPS [FILE-OF-SETTINGS]; the app may run meanwhile.
# One file a run, plan-map-<time>.tar.gz, written aside and renamed: half a backup never looks like one. In it: the
# database, as it was at one moment, and the large files. What the app makes anew (cache, plans) is not.
set -eu
umask 077
into=$1
[ $# -lt 2 ] || { set -a; . "$2"; set +a; }
. "$(dirname "$0")/places.sh"
name=plan-map-$(date -u +%Y%m%dT%H%M%SZ)
work=$(mktemp -d "$into/.$name.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/saved"
echo "$name" > "$work/saved/MADE"
# The database before the files it names: one that comes in between is there without being named, which hurts nobody.
if [ -n "$sqlite" ] && [ -f "$sqlite" ]; then
    python3 - "$sqlite" "$work/saved/database.sqlite3" <<'PYTHON'
import sqlite3, sys, urllib.parse
source = sqlite3.connect(f"file:{urllib.parse.quote(sys.argv[1])}?mode=rw", uri=True, timeout=60)
target = sqlite3.connect(sys.argv[2])
source.backup(target)
target.execute("PRAGMA journal_mode = DELETE")
if target.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
    sys.exit("the copy of the database is not whole")
target.close()
source.close()
PYTHON
    # Whoever puts it back as root gives it back to whom it belongs.
    [ "$(id -u)" != 0 ] || chown --reference="$sqlite" "$work/saved/database.sqlite3"
elif [ -n "$postgresql" ]; then
    pg_dump --format=custom --file="$work/saved/database.dump" --dbname="$postgresql"
fi
if [ -n "$elsewhere" ]; then
    echo "not saved, as they are no folder: PLAN_MAP_FILES" >&2
elif [ -d "$files" ]; then
    cp -a "$files" "$work/saved/files"
fi
[ ! -d "$briefings" ] || cp -a "$briefings" "$work/saved/briefings"
[ ! -d "$layers" ] || cp -a "$layers" "$work/saved/own-layers"
(cd "$work/saved" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2 > "$work/SHA256SUMS")
mv "$work/SHA256SUMS" "$work/saved/SHA256SUMS"
tar -C "$work/saved" -czf "$work/whole" .
sync
mv "$work/whole" "$into/$name.tar.gz"
echo "$into/$name.tar.gz"
