"""A real nginx before a built site, as `tools.nginx` tells it to send what `_headers` says."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.nginx import configuration

UNPACKED = Path(__file__).parents[1] / "tools/nginx/usr/sbin/nginx"
"""Where tools/install_browser.sh puts it, so that no server is started on the machine."""
MISSING = "no nginx was found: tools/install_browser.sh unpacks one on Debian and Ubuntu"
PATIENCE = 10.0

SERVER = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr crit;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  gzip on; gzip_comp_level 6;
  gzip_types text/css text/javascript application/json text/xml image/svg+xml text/plain;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  default_type application/octet-stream;
  types {{
    text/html html; text/css css; text/javascript js; application/json json;
    text/xml xml; image/svg+xml svg; image/png png; text/plain txt;
  }}
  server {{
    listen 127.0.0.1:{port};
    root {folder}/www;
    include {folder}/site.conf;
  }}
}}
"""


def find_nginx() -> str | None:
    """The program: on PATH, where Debian has it for root alone, or unpacked by the installer."""
    places = ("nginx", "/usr/sbin/nginx", str(UNPACKED))
    return next((found for place in places if (found := shutil.which(place))), None)


@contextmanager
def nginx(program: str, site: Path, prefix: str, folder: Path) -> Iterator[str]:
    """The address of a built site at a prefix of a free loopback port; `folder` is for nginx."""
    www = folder / "www" / prefix.strip("/")
    www.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(site, www, ignore=shutil.ignore_patterns(".site-builder"))
    (folder / "site.conf").write_text(configuration((site / "_headers").read_text("utf-8")))
    port = _free_port()
    (folder / "nginx.conf").write_text(SERVER.format(folder=folder, port=port))
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}/{prefix.strip('/')}/".replace("//", "/").replace(
            ":/", "://"
        )
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert process.poll() is None, "nginx does not take the configuration"
            assert time.monotonic() < until, "nginx does not answer"
            time.sleep(0.01)
        else:
            return
