#!/bin/bash
# chroot.sh [bookworm|trixie]: runs the installer twice, and the way back, in a fresh Debian of this machine's kind. As root; needs
# debootstrap and a network, and takes some minutes, so it is no part of ./starforge test.
set -euo pipefail

suite=${1:-bookworm}
kiosk=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
root=$(mktemp -d)
chmod 755 "$root"
trap 'umount -q "$root/proc" || true; rm -rf --one-file-system "$root"' EXIT

in_chroot() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"
}

fail() {
  printf 'chroot.sh: %s\n' "$*" >&2
  exit 1
}

debootstrap --variant=minbase --include=ca-certificates,systemd,systemd-sysv,dbus "$suite" "$root" >"$root.log" 2>&1 ||
  { tail -n 5 "$root.log" >&2; fail "no $suite"; }
rm -f "$root.log"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
mount -t proc proc "$root/proc"
mkdir -p "$root/opt/kiosk"
cp -a -- "$kiosk/." "$root/opt/kiosk/"

in_chroot /opt/kiosk/install.sh --url http://127.0.0.1:8080 --name Test
in_chroot /opt/kiosk/install.sh --url http://127.0.0.1:8081
in_chroot grep -qx 'KIOSK_URL=http://127.0.0.1:8081' /etc/starforge-kiosk/kiosk.conf || fail "the address was not changed"
in_chroot grep -c . /etc/starforge-kiosk/kiosk.conf | grep -qx 2 || fail "settings were added twice"
in_chroot systemd-analyze verify /etc/systemd/system/starforge-kiosk{,-agent,-restart}.service || fail "units"
in_chroot systemctl is-enabled starforge-kiosk.service starforge-kiosk-agent.service starforge-kiosk-restart.timer
in_chroot id kiosk
in_chroot id starforge-kiosk
in_chroot firefox-esr --version
in_chroot runuser -u starforge-kiosk -- /usr/lib/starforge-kiosk/agent forget

in_chroot /opt/kiosk/install.sh --uninstall
left=$(in_chroot find / -xdev -path /proc -prune -o -path /opt/kiosk -prune -o -name '*starforge*' -print)
[[ -z $left ]] || fail "left behind: $left"
echo "chroot.sh: all well on $suite"
