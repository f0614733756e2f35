#!/bin/sh
# Runs the server from the file system of an image as a hardened container does: the root read-only, /tmp and /data
# alone to write to, the user of the image, no capability, no way to get one. Ends as the server does, under one pid.
#   launch.sh ROOT     with the settings of the server in the environment, WMORY_DATA_DIR outside of ROOT
set -eu
root=$1
chown -R 1000:1000 "$WMORY_DATA_DIR"
exec unshare --mount --propagation private sh -euc '
  root=$1
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=1777,size=256m,nosuid,nodev tmpfs "$root/tmp"
  mount --bind "$WMORY_DATA_DIR" "$root/data"
  mount -o remount,bind,ro "$root"
  cd "$root"
  # From the environment of the outside, the settings of the server alone come along.
  exec chroot "$root" /usr/bin/env -i -C /wmory HOST=127.0.0.1 PORT="$PORT" LOG_LEVEL="$LOG_LEVEL" \
    NODE_ENV=production WMORY_DATA_DIR=/data PATH=/wmory/node_modules/.bin:/usr/local/bin:/usr/bin:/bin \
    /usr/bin/setpriv --reuid 1000 --regid 1000 --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs \
    node apps/server/src/main.ts
' sh "$root"
