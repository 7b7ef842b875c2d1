"""A worker that builds what is pushed to a forge: it clones the commit and runs a command in it (COMMAND, "make test")."""
import base64
import os
import subprocess
import tempfile
import time

from celery import Celery

app = Celery("ci", broker=os.environ.get("BROKER", "amqp://"), backend="rpc://")
app.conf.update(
    accept_content=["json"],
    task_track_started=True,
    # A killed worker's build is begun anew by another one, and a killed broker loses no result.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    result_persistent=True,
    broker_transport_options={"confirm_publish": True},
)


def git_environment(token):
    """The token goes by the environment, so that no list of processes shows it."""
    login = base64.b64encode(f"token:{token}".encode()).decode()
    return dict(os.environ, GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="http.extraHeader", GIT_TERMINAL_PROMPT="0",
                GIT_CONFIG_VALUE_0=f"Authorization: Basic {login}")


@app.task(name="ci.build", bind=True)
def build(self, clone_url, new, token, **_):
    command = os.environ.get("COMMAND", "make test")
    with tempfile.TemporaryDirectory() as folder:
        for words in (["clone", "-q", "--no-checkout", clone_url, "."], ["checkout", "-q", new]):
            subprocess.run(["git", *words], cwd=folder, env=git_environment(token), check=True)
        run = subprocess.Popen(["sh", "-c", command], cwd=folder, text=True, errors="replace",
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        lines, told = ["$ " + command], 0.0
        for line in run.stdout:
            lines.append(line.rstrip("\n"))
            if time.monotonic() - told > 0.5:
                self.update_state(state="PROGRESS", meta={"comment": "Runs " + command, "log": lines})
                lines, told = [], time.monotonic()
        code = run.wait()
    return {"status": "success" if code == 0 else "failure", "log": lines,
            "comment": f"{command} " + ("passed" if code == 0 else f"ended with {code}")}
