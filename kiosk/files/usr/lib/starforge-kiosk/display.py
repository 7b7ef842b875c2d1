"""The picture: its size, which way up it is, and when it is on. Works by X (DPMS) and by HDMI (CEC) both: few screens heed both."""

import datetime
import os
import subprocess
import time

SYNCHRONIZED = "/run/systemd/timesync/synchronized"
EVERY = 60.0
_state = {"looked": 0.0, "on": True}


def should_be_on(now, on="", off="", days="1234567"):
    """Says whether the picture is on at a local time. on and off are HH:MM; a span over midnight belongs to the day it began.

    Without both, or when they are equal, it is always on. days are the weekdays on which a span begins, 1 for Monday.
    """
    if not on or not off or on == off:
        return True
    time_now = now.strftime("%H:%M")
    today = str(now.isoweekday()) in days
    yesterday = str((now - datetime.timedelta(days=1)).isoweekday()) in days
    if on < off:
        return today and on <= time_now < off
    return (today and time_now >= on) or (yesterday and time_now < off)


def prepare(config):
    """Sets size and rotation, and that nothing but us switches the picture off."""
    run("xset", "s", "off", "s", "noblank")
    run("xset", "-dpms")
    output = connected()
    if output and "KIOSK_MODE" in config:
        run("xrandr", "--output", output, "--mode", config["KIOSK_MODE"])
    if output and "KIOSK_ROTATE" in config:
        run("xrandr", "--output", output, "--rotate", config["KIOSK_ROTATE"])


def keep(config):
    """Switches the picture on or off when it is time; looks once a minute. A clock that is not set switches nothing off."""
    if time.monotonic() - _state["looked"] < EVERY or "KIOSK_ON" not in config:
        return
    _state["looked"] = time.monotonic()
    is_set = os.path.exists(SYNCHRONIZED)
    wanted = not is_set or should_be_on(
        datetime.datetime.now(),
        config.get("KIOSK_ON", ""),
        config.get("KIOSK_OFF", ""),
        config.get("KIOSK_DAYS", "1234567"),
    )
    if wanted != _state["on"]:
        _state["on"] = wanted
        switch(wanted)


def switch(on):
    run("xset", "+dpms")
    run("xset", "dpms", "force", "on" if on else "off")
    if on:
        run("xset", "-dpms")
    run("cec-ctl", "--to", "0", "--image-view-on" if on else "--standby")


def connected():
    for line in run("xrandr").splitlines():
        if " connected" in line:
            return line.split()[0]
    return ""


def run(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
