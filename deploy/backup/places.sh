# 位置 · Where what people make lies: read by backup.sh and restore.sh, from the environment as the app does.
workspace=${PLAN_MAP_WORKSPACE:-/var/lib/plan-map/workspace}
address=${PLAN_MAP_DATABASE:-sqlite:///$workspace/plan-map.sqlite3}
files=${PLAN_MAP_FILES:-$workspace/files}
# Folders of versions up to 0.1, where there still are any.
briefings=${PLAN_MAP_BRIEFINGS:-}
layers=${PLAN_MAP_OWN_LAYERS:-}
sqlite='' postgresql=''
case $address in
sqlite*) sqlite=${address#sqlite*:///} ;;
postgresql*)
    # The password goes by the environment: arguments are seen by everybody on the machine.
    postgresql=$(printf %s "$address" | sed -E 's#^postgresql(\+psycopg)?:#postgresql:#; s#^(postgresql://[^:@/]*):[^@/]*@#\1@#')
    password=$(ADDRESS=$address python3 -c 'import os, urllib.parse as u; print(u.unquote(u.urlsplit(os.environ["ADDRESS"]).password or ""))')
    [ -z "$password" ] || export PGPASSWORD="$password"
    ;;
*) echo "PLAN_MAP_DATABASE: neither sqlite nor postgresql" >&2; exit 1 ;;
esac
case $files in *://*) elsewhere=$files files='' ;; *) elsewhere='' ;; esac
