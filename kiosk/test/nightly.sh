#!/bin/bash
# nightly.sh: the installer on every Debian it is for, on this machine's kind and, by qemu, on a Raspberry Pi's. As root; an hour.
set -euo pipefail

cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
for suite in bookworm trixie; do
  ./chroot.sh "$suite"
  ./chroot.sh "$suite" arm64
done
