"""The settings of a screen: lines of KEY=VALUE, read and never run."""

import os
import re

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
    """Reads the settings file; the environment wins. A file that is not there is an empty one."""
    path = path or os.environ.get("KIOSK_CONF", FILE)
    try:
        with open(path, encoding="utf-8") as file:
            found, _ = parse(file.read())
    except OSError:
        found = {}
    for key, shape in SHAPES.items():
        value = os.environ.get(key, "")
        if value and re.fullmatch(shape, value):
            found[key] = value
    return found


def run_folder():
    """The folder in memory that agent and session share: each writes below its own name."""
    return os.environ.get("KIOSK_RUN", "/run/starforge-kiosk")


def write(path, text):
    """Puts a text into a file at once: readers see the old one or the new one. False when there is no room."""
    try:
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path + ".new", path)
        return True
    except OSError:
        return False


def remove(path):
    """Removes a file, where there is one that may be removed."""
    try:
        os.unlink(path)
    except OSError:
        pass


def read(path):
    """The text of a file without space around it, "" when there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().strip()
    except (OSError, UnicodeDecodeError):
        return ""
