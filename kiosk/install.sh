#!/bin/bash
# install.sh --url https://forge.example [--name NAME]   makes this machine a Starforge wallboard
# install.sh --uninstall                                 takes all of it away again
#
# For Raspberry Pi OS Lite and Debian (bookworm, trixie). Run it as root, as often as you like. --root DIR puts the files there
# and touches nothing else: no packages, no units, no users.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
packages='xserver-xorg-core xserver-xorg-input-libinput xinit x11-xserver-utils matchbox-window-manager xdotool firefox-esr
  fonts-dejavu-core kbd python3 ca-certificates systemd-timesyncd'
units='starforge-kiosk.service starforge-kiosk-agent.service starforge-kiosk-restart.timer'
root=''
url=''
name=''
uninstall=''

die() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}

while (($# > 0)); do
  case $1 in
    --url) url=${2-} && shift 2 ;;
    --name) name=${2-} && shift 2 ;;
    --root) root=${2-} && shift 2 ;;
    --uninstall) uninstall=yes && shift ;;
    *) die "usage: install.sh --url ADDRESS [--name NAME] | --uninstall" ;;
  esac
done

((EUID == 0)) || [[ -n $root ]] || die "this needs root: sudo $0"

conf=$root/etc/starforge-kiosk/kiosk.conf
policies=$root/etc/firefox/policies/policies.json

# Every file of ours but the two that are somebody's settings.
each_file() {
  (cd -- "$here/files" && find . -type f ! -name policies.json ! -path '*/__pycache__/*' -printf '%P\n')
}

on_machine() {
  [[ -n $root ]] || "$@"
}

running_systemd() {
  [[ -z $root && -d /run/systemd/system ]]
}

remove() {
  # shellcheck disable=SC2086
  ! running_systemd || systemctl stop $units 2>/dev/null || true
  # shellcheck disable=SC2086
  on_machine systemctl disable $units 2>/dev/null || true
  on_machine systemctl unmask getty@tty1.service 2>/dev/null || true
  each_file | while IFS= read -r file; do rm -f -- "$root/$file"; done
  if [[ -e $policies.before-starforge ]]; then
    mv -f -- "$policies.before-starforge" "$policies"
  elif [[ -e $policies ]] && grep -q starforge-kiosk "$policies"; then
    rm -f -- "$policies"
  fi
  rm -rf -- "$root"/{etc,usr/lib,usr/share,usr/share/doc,var/cache,var/lib,run}/starforge-kiosk
  if [[ -z $root ]]; then
    for user in kiosk starforge-kiosk; do
      ! getent passwd "$user" >/dev/null || userdel "$user" 2>/dev/null || true
    done
  fi
  ! running_systemd || systemctl daemon-reload
  echo "The Starforge wallboard is gone. The packages it used are still there."
}

add_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q update
  # shellcheck disable=SC2086
  apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $packages
  # Switches screens on and off over HDMI, where there is such a thing.
  apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends v4l-utils || true
}

copy_files() {
  each_file | while IFS= read -r file; do
    mode=644
    [[ ! -x $here/files/$file ]] || mode=755
    install -D -m "$mode" -- "$here/files/$file" "$root/$file"
  done
  install -D -m 644 -- "$here/README.md" "$root/usr/share/doc/starforge-kiosk/README.md"
  if [[ -e $policies ]] && ! grep -q starforge-kiosk "$policies"; then
    cp -a -- "$policies" "$policies.before-starforge"
  fi
  install -D -m 644 -- "$here/files/etc/firefox/policies/policies.json" "$policies"
}

# setting KEY VALUE: puts a line into the settings, in the place of one of this key.
setting() {
  mkdir -p -- "${conf%/*}"
  touch -- "$conf"
  sed -i "/^$1=/d" "$conf"
  printf '%s=%s\n' "$1" "$2" >>"$conf"
}

# What somebody put on the boot partition, line by line, known keys alone; it is read and never run.
take_boot_settings() {
  local file line
  for file in "$root"/boot/firmware/starforge-kiosk.conf "$root"/boot/starforge-kiosk.conf; do
    [[ -r $file ]] || continue
    while IFS= read -r line || [[ -n $line ]]; do
      line=${line%$'\r'}
      [[ ! $line =~ ^(KIOSK_[A-Z_]+)=([^[:cntrl:]]+)$ ]] || setting "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
    done <"$file"
    return
  done
}

is_pi_3() {
  tr -d '\0' 2>/dev/null <"$root/proc/device-tree/model" | grep -q 'Raspberry Pi 3'
}

[[ -z $uninstall ]] || { remove; exit; }

take_boot_settings
[[ -z $url ]] || setting KIOSK_URL "$url"
[[ -z $name ]] || setting KIOSK_NAME "$name"
url=$(sed -n 's/^KIOSK_URL=//p' "$conf" 2>/dev/null | tail -n 1)
[[ $url =~ ^https?://[^[:space:]\"\'\<\>\\]+$ ]] || die "which forge? install.sh --url https://forge.example"
! is_pi_3 || grep -q '^KIOSK_MODE=' "$conf" || setting KIOSK_MODE 1280x720

on_machine add_packages
copy_files
"$here/files/usr/lib/starforge-kiosk/policies" "$url" "$policies"
if [[ -z $root ]]; then
  systemd-sysusers /usr/lib/sysusers.d/starforge-kiosk.conf
  systemd-tmpfiles --create /usr/lib/tmpfiles.d/starforge-kiosk.conf || true
  # shellcheck disable=SC2086
  systemctl enable $units
  systemctl set-default graphical.target
  systemctl mask getty@tty1.service
fi
if running_systemd; then
  systemctl daemon-reload
  # shellcheck disable=SC2086
  systemctl restart $units
fi
echo "The Starforge wallboard for $url is installed. It shows a code in a moment; type it at ${url%%/board/*}/pair"
