"""The settings of a screen: lines of KEY=VALUE, read and never run."""

import os
import re

import machine

FILE = "/etc/starforge-kiosk/kiosk.conf"
TIME = r"([01]\d|2[0-3]):[0-5]\d"
SHAPES = {
    "KIOSK_URL": r"https?://[^\s\"'<>\\]+",
    "KIOSK_NAME": r"[^\x00-\x1f]{1,100}",
    "KIOSK_ROTATE": r"normal|left|right|inverted",
    "KIOSK_MODE": r"\d{3,4}x\d{3,4}",
    "KIOSK_ON": TIME,
    "KIOSK_OFF": TIME,
    "KIOSK_DAYS": r"[1-7]{1,7}",
    "KIOSK_SECONDS_TO_HANG": r"\d{1,4}",
    "KIOSK_BROWSER": r"[\w./-]+",
}


def parse(text):
    """Gives the known and well formed settings of a text as a dict, and what is wrong as sentences."""
    found, wrong = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        key, _, value = line.partition("=")
        value = value.strip().strip('"')
        if key not in SHAPES:
            wrong.append(f"line {number}: there is no setting {key}")
        elif value and not re.fullmatch(SHAPES[key], value):
            wrong.append(f"line {number}: {key} cannot be {value}")
        elif value:
            found[key] = value
    return found, wrong


def load(path=None):
    """Reads the settings file and says what is wrong in it; the environment wins. A file that is not there is an empty one."""
    path = path or os.environ.get("KIOSK_CONF", FILE)
    found, wrong = parse(machine.read(path))
    for sentence in wrong:
        machine.say(f"{path}, {sentence}")
    for key, shape in SHAPES.items():
        value = os.environ.get(key, "")
        if value and re.fullmatch(shape, value):
            found[key] = value
    return found
