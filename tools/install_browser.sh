#!/usr/bin/env bash
# Installs what the tests need beside Python: Chromium, a Java runtime, the Nu HTML checker, the
# vocabulary of schema.org, and nginx.
# Where that cannot be done it says so and ends well: the tests that need it then fail by name.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${SITE_BUILDER_NO_BROWSER:-}" = 1 ]; then exit 0; fi

found() { command -v "$1" >/dev/null 2>&1; }

# Without windows Chromium takes half the time for a page. Only Debian has it so.
has_shell() { [ -n "${CHROMIUM:-}" ] || found chromium-headless-shell; }

is_debian() { grep -qs '^ID=debian' /etc/os-release; }

has_chromium() {
  has_shell || found chromium || found chromium-browser || found google-chrome \
    || [ -d '/Applications/Google Chrome.app' ] || [ -d /Applications/Chromium.app ]
}

# macOS has a `java` that only asks for Java; it must run to count.
has_java() { found java && java -version >/dev/null 2>&1; }

# Measured widths and pictures need a text face with the proportions of common ones.
has_fonts() { ! found dpkg || dpkg -s fonts-liberation >/dev/null 2>&1; }

has_nginx() { found nginx || [ -x /usr/sbin/nginx ] || [ -e tests/tools/nginx ]; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif found sudo; then sudo "$@"; else return 1; fi
}

install() { # Debian's name, Fedora's name, Homebrew's name
  echo "Installing $1 for the tests"
  if found apt-get; then
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$1" >/dev/null
  elif found dnf; then
    as_root dnf install -y -q "$2"
  elif found brew; then
    brew install --quiet "$3"
  else
    return 1
  fi
}

need() { # what it is for, then the names for install
  local purpose=$1; shift
  if ! install "$@" </dev/null; then
    echo "Could not install $1. Without it fail: $purpose" \
      '(SITE_BUILDER_NO_BROWSER=1 leaves them out).' >&2
  fi
}

has_all() {
  has_chromium && { has_shell || ! is_debian; } && has_java && found npm && has_fonts && has_nginx
}

if ! has_all && found apt-get; then
  as_root apt-get update -qq </dev/null >/dev/null || true
fi
if ! has_shell && is_debian; then
  install chromium-headless-shell '' '' </dev/null || true
fi
has_chromium || need 'the browser tests' chromium chromium google-chrome
has_fonts || need 'pictures that look as they should' fonts-liberation liberation-fonts ''
has_java || need 'the HTML checks' default-jre-headless java-latest-openjdk-headless openjdk
found npm || need 'the HTML checks' npm npm node

# Installed as others are, Debian's nginx would begin to serve on this machine.
if ! has_nginx && found apt-get; then
  echo 'Unpacking nginx for the tests'
  mkdir -p build/nginx
  if (cd build/nginx && apt-get download -qq nginx </dev/null >/dev/null 2>&1); then
    dpkg-deb -x build/nginx/nginx_*.deb tests/tools/nginx
  else
    echo 'Could not get nginx. Without it are left out: the tests of the site behind it.' >&2
  fi
  rm -rf build/nginx
fi

lock=tests/tools/package-lock.json
mark=tests/tools/node_modules/.package-lock.json # npm writes it last
if found npm && { [ ! -e "$mark" ] || [ "$lock" -nt "$mark" ]; }; then
  echo 'Installing the Nu HTML checker and the vocabulary of schema.org for the tests'
  if (cd tests/tools && npm ci --silent </dev/null); then
    touch "$mark"
  else
    echo 'Could not install the Nu HTML checker and the vocabulary. Without them fail: the checks of pages.' >&2
  fi
fi
