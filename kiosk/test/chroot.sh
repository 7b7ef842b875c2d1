#!/bin/bash
# chroot.sh [bookworm|trixie [arm64]]: runs the installer twice, and the way back, in a fresh Debian of this machine's kind, or of another
# by qemu-user-static and binfmt-support. In between the whole system is booted with systemd-nspawn, where that is installed, and the
# real units run with Xvfb in the place of X. As root; needs debootstrap and a network, and takes some minutes (arm64 half an hour), so
# it is no part of ./starforge test. nightly.sh runs it for all.
set -euo pipefail

suite=${1:-bookworm}
own=$(dpkg --print-architecture)
arch=${2:-$own}
units=/etc/systemd/system
kiosk=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
root=$(mktemp -d)
chmod 755 "$root"
container=''
trap 'end_container; umount -q "$root/proc" || true; rm -rf --one-file-system "$root"' EXIT

in_chroot() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"
}

fail() {
  printf 'chroot.sh: %s\n' "$*" >&2
  exit 1
}

# --- The units, in a system that was booted ---------------------------------------------------------------------------

# The session feeds the watchdog only while the page's title moves; 20 seconds in place of its four minutes.
without_a_screen() {
  mkdir -p "$root$units/starforge-kiosk.service.d"
  cat >"$root$units/starforge-kiosk.service.d/test.conf" <<'END'
[Unit]
ConditionPathExists=
[Service]
PAMName=
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
StandardInput=null
ExecStart=
ExecStart=/usr/bin/xinit /usr/lib/starforge-kiosk/session -- /usr/bin/Xvfb :0 -screen 0 1280x720x24 -nolisten tcp
WatchdogSec=20
END
}

end_container() {
  [[ -z $container ]] || { kill -KILL $(pgrep -P "$container") "$container" 2>/dev/null || true; }
  container=''
}

has_begun() {
  pgrep -P "$container" >/dev/null
}

inside() {
  nsenter -t "$(pgrep -P "$container")" -m -p -i -u -- "$@"
}

# until SECONDS COMMAND...
until_true() {
  local end=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < end)) || fail "nothing came of waiting for: ${*:2}"
    sleep 1
  done
}

shows_a_page() {
  inside systemctl show -p StatusText starforge-kiosk.service 2>/dev/null | grep -q 'starforge boot'
}

was_restarted() {
  inside systemctl show -p NRestarts starforge-kiosk.service 2>/dev/null | grep -qx "NRestarts=$1"
}

boot() {
  in_chroot env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends xvfb procps >/dev/null
  without_a_screen
  systemd-nspawn -q -D "$root" --private-network --register=no --keep-unit -b >"$root/boot.log" 2>&1 </dev/null &
  container=$!
  until_true 60 has_begun
  until_true 300 shows_a_page
  inside systemctl is-active starforge-kiosk-agent.service starforge-kiosk-restart.timer
  [[ $(inside ps -o user= -C Xvfb) == kiosk ]] || fail "X does not run as kiosk"
  [[ $(inside ps -o user:32= -p "$(inside systemctl show -P MainPID starforge-kiosk-agent.service)") == starforge-kiosk ]] ||
    fail "the agent does not run as its own user"

  # A frozen session is ended by systemd, and its successor shows a page again.
  inside pkill -STOP -f starforge-kiosk/session
  until_true 120 was_restarted 1
  until_true 300 shows_a_page
  inside kioskctl status | grep -q '^page: *starforge boot' || fail "kioskctl status"
  inside systemctl --no-block poweroff
  wait "$container"
  container=''
  rm -rf "$root$units/starforge-kiosk.service.d"
  echo "chroot.sh: the units run and come back on $suite"
}

# ----------------------------------------------------------------------------------------------------------------------

debootstrap --arch="$arch" --variant=minbase --include=ca-certificates,systemd,systemd-sysv,dbus "$suite" "$root" >"$root.log" 2>&1 ||
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
[[ $arch != "$own" ]] || ! command -v systemd-nspawn >/dev/null || { umount "$root/proc"; boot; mount -t proc proc "$root/proc"; }
in_chroot runuser -u starforge-kiosk -- /usr/lib/starforge-kiosk/agent forget

in_chroot /opt/kiosk/install.sh --uninstall
left=$(in_chroot find / -xdev -path /proc -prune -o -path /opt/kiosk -prune -o -name '*starforge*' -print)
[[ -z $left ]] || fail "left behind: $left"
echo "chroot.sh: all well on $suite, $arch"
