"""How gunicorn serves the site: `gunicorn -c config/server.py config.wsgi`."""

import os
import subprocess
import sys

from config import environment

DEMO = environment.mode() == "demo"
_host, _port = environment.address()

bind = f"{_host}:{_port}"
worker_class = "gthread"
workers = int(environment.variable("WORKERS", "2"))
threads = 4
timeout = 60
graceful_timeout = 10
preload_app = True  # a refused start ends here, once, instead of in every worker
control_socket_disable = True  # it would lie in the home folder, shared with other instances
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
loglevel = "warning" if DEMO else "info"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def when_ready(server) -> None:
    """Say where to look once the port is open; beside it, once, cut the fonts for papers."""
    stopping = "Ctrl-C stops it / 按 Ctrl-C 停止"
    print(f"\nOpen / 请打开: http://{_host}:{_port}/   ({stopping})", flush=True)
    cut = [sys.executable, "manage.py", "cut_fonts", "--if-absent"]
    subprocess.Popen(cut, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.nice(10))


def post_worker_init(worker) -> None:
    """Start the press beside the first requests, so that the first paper need not wait."""
    from workshops.documents.pdf import press

    press.warm()
