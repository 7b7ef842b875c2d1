"""The picture: its size, which way up it is, and when it is on. Works by X (DPMS) and by HDMI (CEC) both: few screens heed both."""

import datetime
import os
import time

import machine

SYNCHRONIZED = "/run/systemd/timesync/synchronized"
EVERY = 60.0


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


class Picture:
    def __init__(self, config):
        self.config = config
        self.is_on = True
        self.looked = -EVERY

    def prepare(self):
        """Sets size and rotation, and that nothing but us switches the picture off."""
        machine.output("xset", "s", "off", "s", "noblank")
        machine.output("xset", "-dpms")
        screen = connected()
        for key, option in (("KIOSK_MODE", "--mode"), ("KIOSK_ROTATE", "--rotate")):
            if screen and key in self.config:
                machine.output("xrandr", "--output", screen, option, self.config[key])

    def keep(self):
        """Switches the picture on or off when it is time; looks once a minute."""
        if time.monotonic() - self.looked < EVERY:
            return
        self.looked = time.monotonic()
        wanted = self.is_wanted()
        if wanted != self.is_on:
            self.is_on = wanted
            switch(wanted)

    def is_wanted(self):
        """A clock that is not set switches nothing off."""
        on, off = self.config.get("KIOSK_ON", ""), self.config.get("KIOSK_OFF", "")
        days = self.config.get("KIOSK_DAYS", "1234567")
        return not os.path.exists(SYNCHRONIZED) or should_be_on(datetime.datetime.now(), on, off, days)


def switch(on):
    machine.output("xset", "+dpms")
    machine.output("xset", "dpms", "force", "on" if on else "off")
    if on:
        machine.output("xset", "-dpms")
    machine.output("cec-ctl", "--to", "0", "--image-view-on" if on else "--standby")


def connected():
    """The name that X has for the screen, "" when there is none."""
    found = [line.split()[0] for line in machine.output("xrandr").splitlines() if " connected" in line]
    return found[0] if found else ""
