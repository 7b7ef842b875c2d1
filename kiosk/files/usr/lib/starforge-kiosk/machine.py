"""What the kiosk's programs ask of the machine: other programs, and the small files in memory by which they speak with each other."""

import os
import subprocess
import sys


def say(sentence):
    """Puts a sentence into the log."""
    print(sentence, file=sys.stderr, flush=True)


def output(*command):
    """What a program prints, without space around it; "" where there is no such program, or no end of it within 10 seconds."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


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
    """The text of a file without space at its end, "" when there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().rstrip()
    except (OSError, UnicodeDecodeError):
        return ""
