#!/bin/bash
# nightly.sh: the installer on every Debian it is for, from the start, on this kind of machine and, by qemu, on a Raspberry Pi's. As root;
# arm64 needs qemu-user-static and binfmt-support. An hour or two.
set -euo pipefail

cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
for suite in bookworm trixie; do
  ./chroot.sh --fresh "$suite"
  ./chroot.sh --fresh "$suite" arm64
done
