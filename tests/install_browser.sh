#!/usr/bin/env bash
# Sees to it that the browser tests have a Chromium: nothing to do where one is found, installed where the system's
# own packages can be (Debian, Ubuntu; as root or with sudo that asks for no password), else one line that says so.
#
# LYKBOT_TEST_BROWSER=required makes a missing browser an error; otherwise this never fails. CHROMIUM names another one.
set -uo pipefail

find_browser() {
  # The same names as tests/end_to_end/conftest.py looks for.
  local name
  for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

install_from_packages() {
  local -a as_root=()
  command -v apt-get >/dev/null 2>&1 || return 1
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true >/dev/null 2>&1 || return 1
    as_root=(sudo -n)
  fi
  echo "Installing Chromium for the browser tests (apt-get install chromium; only this once) ..."
  # The fonts, because a page without any is an empty one. Without a network this gives up soon instead of waiting.
  local -a apt_get=(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -qq
    -o Acquire::Retries=1 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 -o DPkg::Lock::Timeout=120)
  local log
  log=$(mktemp) || return 1
  # One package source that does not answer makes the update fail; the others may have what is needed.
  if ! { "${apt_get[@]}" update; "${apt_get[@]}" install -y --no-install-recommends chromium fonts-dejavu-core; } \
    >"$log" 2>&1 </dev/null; then
    tail -n 3 "$log" >&2
  fi
  rm -f "$log"
  find_browser
}

find_browser && exit 0
install_from_packages && exit 0

advice="install it (Debian, Ubuntu: apt-get install chromium) or name one: CHROMIUM=/path/to/chromium"
if [ "${LYKBOT_TEST_BROWSER:-}" = required ]; then
  echo "ERROR: no Chromium, and LYKBOT_TEST_BROWSER=required: $advice" >&2
  exit 1
fi
echo "WARNING: no Chromium, so the browser tests WILL BE SKIPPED: $advice" >&2
