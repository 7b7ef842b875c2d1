"""A worker that is not ours: Celery as Debian packs it. BROKER and BACKEND say where."""
import os
import time

from celery import Celery

app = Celery("others", broker=os.environ["BROKER"], backend=os.environ["BACKEND"])
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_track_started=True,
    result_persistent=True,
    broker_transport_options={"confirm_publish": True},
    worker_prefetch_multiplier=1,
    accept_content=["json"],
)


@app.task(name="others.add")
def add(a, b):
    return a + b


@app.task(name="others.fail")
def fail(why):
    raise ValueError(why)


@app.task(name="others.steps", bind=True)
def steps(self, until):
    self.update_state(state="PROGRESS", meta={"percent": 40, "log": "forty"})
    while not os.path.exists(until):
        time.sleep(0.02)
    return {"seen": until}
