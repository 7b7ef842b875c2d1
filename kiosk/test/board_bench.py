"""board_bench.py LAUNCHER [MINUTES]: what a board costs that shows an event each second. `./starforge bench board` starts it.

It starts a forge, and this kiosk's session with the real Firefox and matchbox on a screen of 1280x720 that only Xvfb sees. Three
parts: how long it takes from a click to the changed row in the page; what the screen costs while nothing happens; and, for so many
minutes (120), its memory with an event each second. Megabytes are PSS, as /proc/PID/smaps_rollup has it, so that what processes
share is counted once. Prints lines of CSV.
"""

import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

KIOSK = pathlib.Path(__file__).resolve().parent.parent
LIB = KIOSK / "files/usr/lib/starforge-kiosk"
SHARE = KIOSK / "files/usr/share/starforge-kiosk"
SECRET = "correct horse"
REPOS = 40
CLICKS = 40
QUIET_SECONDS = 120
TICKS = os.sysconf("SC_CLK_TCK")

# Runs in the page, through Firefox's own remote control; it keeps when a line of the activity changed.
WATCH = """
window.changes = [];
new MutationObserver(() => changes.push(Date.now()))
  .observe(document.querySelector('[data-key=activity]'), {subtree: true, childList: true, characterData: true});
"""
# When the page asked for itself, when it had the answer, and when a line changed, after a click.
STEPS = """
const asked = performance.getEntriesByType("resource").find(each => each.initiatorType === "fetch");
return [performance.timeOrigin + asked.startTime, performance.timeOrigin + asked.responseEnd, changes[0]];
"""


def wait(what, condition, seconds=90):
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            sys.exit(f"Nothing came of waiting for {what}.")
        time.sleep(0.05)
    return found


class Forge:
    def __init__(self, launcher, folder):
        self.launcher = [launcher]
        self.data = ["--data", str(folder / "data")]
        for name, more in (("ada", ["--admin"]), ("mira", [])):
            self.run("user", "add", name, "--email", f"{name}@example.org", "--password-stdin", *more, text=SECRET + "\n")
        out = open(folder / "forge.out", "w+")
        self.process = subprocess.Popen(
            [*self.launcher, "serve", *self.data, "--port", "0", "--ssh-port", "off"], stdout=out, stderr=subprocess.DEVNULL
        )
        ready = wait("the forge", lambda: re.search(r"ready: (http://\S+)/", (folder / "forge.out").read_text()))
        self.address = ready.group(1)

    def run(self, *command, text=""):
        subprocess.run([*self.launcher, *command, *self.data], input=text, text=True, check=True, stdout=subprocess.DEVNULL)


class Visitor:
    """Somebody who is signed in."""

    def __init__(self, address, name):
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.see("/login")
        self.post("/login", username=name, password=SECRET)
        self.see("/settings")

    def see(self, path):
        page = self.opener.open(self.address + path, timeout=30).read().decode()
        self.token = re.search(r'name="csrf_token" (?:content|value)="([^"]+)"', page).group(1)

    def post(self, path, **fields):
        data = urllib.parse.urlencode({**fields, "csrf_token": self.token}).encode()
        self.opener.open(self.address + path, data, timeout=30).read()


class Screen:
    """The kiosk's own agent and session, as on a Raspberry Pi, but for X."""

    def __init__(self, folder, address, remote=False):
        self.folder = folder
        share = folder / "share"
        shutil.copytree(SHARE, share)
        for each in ("run/agent", "run/session", "state", "../cache"):
            (folder / each).mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ,
            "DISPLAY": self.start_x(),
            "KIOSK_URL": address,
            "KIOSK_RUN": str(folder / "run"),
            "KIOSK_STATE": str(folder / "state"),
            "KIOSK_CACHE": str(folder.parent / "cache"),
            "KIOSK_SHARE": str(share),
            "KIOSK_CONF": "/dev/null",
            "KIOSK_BROWSER": self.remote_browser(share) if remote else "firefox-esr",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.processes = [
            subprocess.Popen(["python3", "-I", LIB / name], env=environment, stderr=open(folder / f"{name}.log", "w"))
            for name in ("agent", "session")
        ]
        title = folder / "run/session/title"
        wait("a live board", lambda: title.exists() and "live" in title.read_text())

    def start_x(self):
        """Gives the display."""
        read, write = os.pipe()
        self.x = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        return ":" + os.read(read, 16).decode().strip()

    def remote_browser(self, share):
        """A program that starts Firefox so that it can be asked from outside."""
        self.port = free_port()
        with open(share / "user.js", "a") as prefs:
            prefs.write(f'user_pref("marionette.port", {self.port});\n')
        browser = self.folder / "browser"
        browser.write_text('#!/bin/sh\nexec firefox-esr --marionette "$@"\n')
        browser.chmod(0o755)
        return str(browser)

    def pids(self):
        """All processes of browser and window manager, and the session itself."""
        below, known = [self.processes[1].pid], 0
        while known < len(below):
            for task in pathlib.Path(f"/proc/{below[known]}/task").glob("*/children"):
                below += map(int, read(task).split())
            known += 1
        return below

    def megabytes(self):
        return sum(pss(pid) for pid in self.pids()) / 1024

    def own_megabytes(self):
        """Without what others may share: this stays as it is when a second Firefox starts on the machine."""
        return sum(pss(pid, r"Private_(?:Clean|Dirty)") for pid in self.pids()) / 1024

    def page_megabytes(self):
        return max(pss(pid) for pid in self.pids() if "-contentproc" in read(f"/proc/{pid}/cmdline")) / 1024

    def seconds(self):
        """Processor time so far."""
        return sum(ticks(pid) for pid in self.pids()) / TICKS

    def close(self):
        for process in (*self.processes, self.x):
            process.terminate()
            process.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def read(path):
    try:
        return pathlib.Path(path).read_text()
    except OSError:
        return ""


def pss(pid, kind="Pss"):
    """Kilobytes of a process, or those of another kind."""
    return sum(map(int, re.findall(rf"^{kind}: +(\d+)", read(f"/proc/{pid}/smaps_rollup"), re.MULTILINE)))


def ticks(pid):
    fields = read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12]) if fields else 0


class Remote:
    """Firefox's remote control (Marionette): a length, a colon and a JSON list [0, number, command, parameters]."""

    def __init__(self, port):
        self.channel = wait("the remote control", lambda: self.connected(port)).makefile("rwb", buffering=0)
        self.answer()
        self.ask("WebDriver:NewSession")

    @staticmethod
    def connected(port):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except OSError:
            return None

    def answer(self):
        length = b""
        while not length.endswith(b":"):
            length += self.channel.read(1)
        body = b""
        while len(body) < int(length[:-1]):
            body += self.channel.read(int(length[:-1]) - len(body))
        return json.loads(body)

    def ask(self, command, **parameters):
        message = json.dumps([0, 1, command, parameters]).encode()
        self.channel.write(b"%d:%s" % (len(message), message))
        _, _, problem, result = self.answer()
        if problem:
            sys.exit(f"{command}: {problem}")
        return result

    def run(self, script):
        return self.ask("WebDriver:ExecuteScript", script=script, args=[], newSandbox=False, sandbox="bench")["value"]


def clicks(visitor, screen):
    """Milliseconds from before each click until the page asks, has its answer, and has changed the list of what happened."""
    remote = Remote(screen.port)
    remote.run(WATCH)
    took = []
    for number in range(CLICKS):
        remote.run("changes.length = 0; performance.clearResourceTimings();")
        began = time.time() * 1000
        visitor.post(f"/mira/tool{number}/star/1")
        wait("a changed row", lambda: remote.run("return changes.length") > 0)
        took.append([moment - began for moment in remote.run(STEPS)])
        time.sleep(1)
    return took


def say_clicks(took):
    whole = sorted(changed for _, _, changed in took)
    print(f"click to changed row: p50 {statistics.median(whole):.0f} ms, p90 {whole[len(whole) * 9 // 10]:.0f} ms, most {whole[-1]:.0f} ms")
    until_asked = statistics.median(asked for asked, _, _ in took)
    answer = statistics.median(answered - asked for asked, answered, _ in took)
    row = statistics.median(changed - answered for _, answered, changed in took)
    print(f"of these (p50): until the page is told {until_asked:.0f} ms, its answer {answer:.0f} ms, the row {row:.0f} ms")


def quiet(screen):
    """What it costs while nothing happens."""
    time.sleep(30)
    spent = screen.seconds()
    time.sleep(QUIET_SECONDS)
    print(f"while nothing happens: {(screen.seconds() - spent) * 100 / QUIET_SECONDS:.1f} % of a core, {screen.megabytes():.0f} MB")


def busy(visitor, screen, minutes):
    """What it costs with an event each second."""
    print("minute,browser MB,its own MB,page MB,% of a core", flush=True)
    begun = time.monotonic()
    for minute in range(1, minutes + 1):
        spent = screen.seconds()
        for second in range(60):
            number = (minute * 60 + second) // 2 % REPOS
            visitor.post(f"/mira/tool{number}/star/{second % 2}")
            time.sleep(max(0, begun + (minute - 1) * 60 + second + 1 - time.monotonic()))
        cost = (screen.seconds() - spent) * 100 / 60
        megabytes = [screen.megabytes(), screen.own_megabytes(), screen.page_megabytes()]
        print(minute, *(f"{each:.0f}" for each in megabytes), f"{cost:.1f}", sep=",", flush=True)


def make_board(forge):
    """Gives its address, and somebody who has repositories to star."""
    Visitor(forge.address, "ada").post(
        "/admin/boards", name="hall", title="Hall", everything="true", rotation="0", distance="near", language="en-GB",
        zone="UTC", **{"panel-activity": "true", "panel-today": "true", "panel-stars": "true"},
    )
    mira = Visitor(forge.address, "mira")
    for number in range(REPOS):
        mira.post("/new", name=f"tool{number}", namespace="mira", description="")
    return forge.address + "/board/hall", mira


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    launcher, minutes = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 120
    folder = pathlib.Path(tempfile.mkdtemp(prefix="starforge-board-"))
    forge = Forge(launcher, folder)
    screen = None
    try:
        board, mira = make_board(forge)
        screen = Screen(folder / "remote", board, remote=True)
        took = clicks(mira, screen)
        wait("what the browser compiles at its very first start", (folder / "cache/compatibility.ini").exists)
        screen.close()
        say_clicks(took)
        screen = Screen(folder / "kiosk", board)
        quiet(screen)
        busy(mira, screen, minutes)
    finally:
        if screen:
            screen.close()
        forge.process.terminate()
        forge.process.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
