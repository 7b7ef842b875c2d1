#!/bin/bash
# chroot.sh [--fresh] [bookworm|trixie [arm64]]: runs the installer twice, and the way back, in a Debian of this machine's kind, or of
# another by qemu-user-static and binfmt-support. In between the whole system is booted with systemd-nspawn, where that is installed,
# and the real units run with Xvfb in the place of X. As root; needs debootstrap.
#
# The first time, and with --fresh, it makes that Debian by debootstrap and has the installer fetch what it needs: this takes a network
# and some minutes (arm64 half an hour). It is kept under ~/.cache/starforge for a month, or until the installer needs something else. Ends
# with 77 and a sentence where this cannot be done at all.
set -euo pipefail

fresh=''
[[ ${1-} != --fresh ]] || { fresh=yes && shift; }
suite=${1:-bookworm}
own=$(dpkg --print-architecture)
arch=${2:-$own}
units=/etc/systemd/system
kiosk=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/starforge/kiosk
base=$cache/$suite-$arch-$(sed -n "/^packages='/,/'\$/p" "$kiosk/install.sh" | cksum | cut -d' ' -f1)
days=30
folder=$(mktemp -d)
root=''
container=''
made=''
trap 'end' EXIT

fail() {
  printf 'chroot.sh: %s\n' "$*" >&2
  exit 1
}

cannot() {
  printf 'chroot.sh: this cannot be done here: %s\n' "$*" >&2
  exit 77
}

end() {
  end_container
  leave
  rm -rf --one-file-system "$folder" ${made:+"$made"}
}

# enter ROOT: what is run "inside" is run there from now on.
enter() {
  root=$1
  mount -t proc proc "$root/proc"
}

leave() {
  [[ -z $root ]] || umount -q "$root/proc" || true
  ! mountpoint -q "$folder/root" || umount "$folder/root"
  root=''
}

in_chroot() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"
}

install_kiosk() {
  in_chroot /opt/kiosk/install.sh "$@"
}

uninstall_kiosk() {
  install_kiosk --uninstall
  local left
  left=$(in_chroot find / -xdev -path /proc -prune -o -path /opt/kiosk -prune -o -name '*starforge*' -print)
  [[ -z $left ]] || fail "left behind: $left"
}

take_kiosk() {
  rm -rf "$root/opt/kiosk"
  mkdir -p "$root/opt/kiosk"
  cp -a -- "$kiosk/." "$root/opt/kiosk/"
}

# --- A Debian that was bare before, and has what the installer needs ----------------------------------------------------

# One makes it, and as many as like use it.
find_base() {
  mkdir -p "$cache"
  exec 9>"$cache/$suite-$arch.lock"
  flock -s 9
  is_there && return
  flock 9
  is_there || make_base
  flock -s 9
}

is_there() {
  [[ -z $fresh && -n $(find "$base" -maxdepth 0 -mtime -"$days" 2>/dev/null) ]]
}

make_base() {
  made=$base.new
  rm -rf --one-file-system "$cache/$suite-$arch"-*
  debootstrap --arch="$arch" --variant=minbase --include=ca-certificates,systemd,systemd-sysv,dbus "$suite" "$base.new" >"$folder/log" 2>&1 ||
    { tail -n 5 "$folder/log" >&2; cannot "debootstrap made no $suite"; }
  printf '#!/bin/sh\nexit 101\n' >"$base.new/usr/sbin/policy-rc.d"
  chmod 755 "$base.new/usr/sbin/policy-rc.d"
  echo force-unsafe-io >"$base.new/etc/dpkg/dpkg.cfg.d/quick"
  enter "$base.new"
  take_kiosk
  install_kiosk --url http://127.0.0.1:8080
  uninstall_kiosk
  [[ $arch != "$own" ]] || in_chroot apt-get -q -y install --no-install-recommends xvfb procps
  in_chroot apt-get clean
  leave
  mv "$base.new" "$base"
}

# What happens in it is forgotten afterwards.
enter_copy() {
  mkdir "$folder"/{root,upper,work}
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$folder/upper,workdir=$folder/work" "$folder/root" 2>/dev/null ||
    cp -a -- "$base/." "$folder/root/"
  enter "$folder/root"
  take_kiosk
}

# --- The units, in a system that was booted ---------------------------------------------------------------------------

# The session feeds the watchdog only while the page's title moves; 15 seconds in place of its four minutes.
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
WatchdogSec=15
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

# until_true SECONDS COMMAND...
until_true() {
  local end=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < end)) || fail "nothing came of waiting for: ${*:2}"
    sleep 0.5
  done
}

shows_a_page() {
  inside systemctl show -p StatusText starforge-kiosk.service 2>/dev/null | grep -q 'starforge boot'
}

was_restarted() {
  inside systemctl show -p NRestarts starforge-kiosk.service 2>/dev/null | grep -qx "NRestarts=$1"
}

boot() {
  without_a_screen
  systemd-nspawn -q -D "$root" --private-network --register=no --keep-unit -b >"$folder/boot.log" 2>&1 </dev/null &
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

# Where nothing can be booted: the agent as its own user, half a minute, without a forge.
run_agent() {
  in_chroot runuser -u starforge-kiosk -- timeout 30 /usr/lib/starforge-kiosk/agent || (($? == 124)) || fail "the agent ended"
  in_chroot grep -q '"state": "waiting"' /run/starforge-kiosk/agent/state.js || fail "the agent does not say that it waits"
}

# ----------------------------------------------------------------------------------------------------------------------

main() {
  ((EUID == 0)) || cannot "it needs root"
  command -v debootstrap >/dev/null || cannot "it needs debootstrap"
  unshare -m true 2>/dev/null || cannot "nothing can be mounted"

  find_base
  enter_copy
  install_kiosk --url http://127.0.0.1:8080 --name Test
  install_kiosk --url http://127.0.0.1:8081
  in_chroot grep -qx 'KIOSK_URL=http://127.0.0.1:8081' /etc/starforge-kiosk/kiosk.conf || fail "the address was not changed"
  in_chroot grep -c . /etc/starforge-kiosk/kiosk.conf | grep -qx 2 || fail "settings were added twice"
  in_chroot systemd-analyze verify "$units"/starforge-kiosk{,-agent,-restart}.service || fail "units"
  in_chroot systemctl is-enabled starforge-kiosk.service starforge-kiosk-agent.service starforge-kiosk-restart.timer
  in_chroot id kiosk
  in_chroot id starforge-kiosk
  in_chroot firefox-esr --version
  [[ $arch != "$own" ]] || ! command -v systemd-nspawn >/dev/null || { umount "$root/proc"; boot; mount -t proc proc "$root/proc"; }
  [[ $arch == "$own" ]] || run_agent
  uninstall_kiosk
  echo "chroot.sh: all well on $suite, $arch"
}

# Bash reads a script as it runs it: on one line, an edit of this file meanwhile does no harm.
main; exit
