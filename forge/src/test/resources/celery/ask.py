"""Asks our worker for tasks, as any Celery program would, and says what it was answered."""
import os
import sys

from celery import Celery

app = Celery("asking", broker=os.environ["BROKER"], backend=os.environ["BACKEND"])
for name, args in [("starforge.ping", []), ("starforge.ping", [{"deep": [1, None]}]), ("starforge.none", [])]:
    try:
        print(repr(app.send_task(name, args=args, queue="starforge", priority=7).get(timeout=30)))
    except Exception as problem:
        print(type(problem).__module__, type(problem).__name__, problem)
sys.stdout.flush()
