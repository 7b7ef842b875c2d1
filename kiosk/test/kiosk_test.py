"""python3 -m unittest discover -s kiosk/test -p '*_test.py': what needs no screen."""

import contextlib
import datetime
import importlib.machinery
import importlib.util
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest

LIB = pathlib.Path(__file__).resolve().parent.parent / "files/usr/lib/starforge-kiosk"
sys.dont_write_bytecode = True
sys.path.insert(0, str(LIB))
import display  # noqa: E402
import settings  # noqa: E402


def program(name):
    loader = importlib.machinery.SourceFileLoader(name, str(LIB / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


def at(day, clock):
    """A moment of the week that begins on Monday, 23 November 2026."""
    hour, minute = map(int, clock.split(":"))
    return datetime.datetime(2026, 11, 22 + day, hour, minute)


class Schedule(unittest.TestCase):
    def test_without_both_times_the_picture_is_always_on(self):
        self.assertTrue(display.should_be_on(at(1, "03:00")))
        self.assertTrue(display.should_be_on(at(1, "03:00"), on="08:00"))
        self.assertTrue(display.should_be_on(at(1, "03:00"), on="08:00", off="08:00"))

    def test_a_working_day(self):
        for clock, on in (("07:29", False), ("07:30", True), ("18:59", True), ("19:00", False)):
            self.assertEqual(display.should_be_on(at(1, clock), "07:30", "19:00", "12345"), on, clock)
        self.assertFalse(display.should_be_on(at(6, "12:00"), "07:30", "19:00", "12345"))

    def test_a_span_over_midnight_belongs_to_the_day_it_began(self):
        self.assertTrue(display.should_be_on(at(5, "23:00"), "18:00", "02:00", "5"))
        self.assertTrue(display.should_be_on(at(6, "01:59"), "18:00", "02:00", "5"))
        self.assertFalse(display.should_be_on(at(6, "02:00"), "18:00", "02:00", "5"))
        self.assertFalse(display.should_be_on(at(5, "01:00"), "18:00", "02:00", "5"))


class Picture(unittest.TestCase):
    """With programs in the place of xset and cec-ctl that write down how they are called."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.calls = pathlib.Path(folder.name, "calls")
        for name in ("xset", "cec-ctl"):
            program = pathlib.Path(folder.name, name)
            program.write_text(f'#!/bin/sh\necho {name} "$@" >>{self.calls}\n')
            program.chmod(0o755)
        path, synchronized = os.environ["PATH"], display.SYNCHRONIZED
        self.addCleanup(os.environ.update, PATH=path)
        self.addCleanup(setattr, display, "SYNCHRONIZED", synchronized)
        os.environ["PATH"] = f"{folder.name}:{path}"

    def keep(self, is_clock_set, **config):
        display.SYNCHRONIZED = "/" if is_clock_set else "/no such file"
        picture = display.Picture(config)
        picture.keep()
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def test_is_switched_off_by_x_and_by_hdmi_when_it_is_time(self):
        never = {"KIOSK_ON": "00:00", "KIOSK_OFF": "23:59", "KIOSK_DAYS": "0"}
        self.assertEqual(self.keep(True, **never), ["xset +dpms", "xset dpms force off", "cec-ctl --to 0 --standby"])

    def test_is_looked_at_once_a_minute_and_switched_on_again(self):
        display.SYNCHRONIZED = "/"
        picture = display.Picture({"KIOSK_ON": "00:00", "KIOSK_OFF": "23:59", "KIOSK_DAYS": "0"})
        picture.keep()
        picture.config = {}
        picture.keep()
        self.assertEqual(len(self.calls.read_text().splitlines()), 3)
        picture.looked -= display.EVERY
        picture.keep()
        calls = self.calls.read_text().splitlines()[3:]
        self.assertEqual(calls, ["xset +dpms", "xset dpms force on", "xset -dpms", "cec-ctl --to 0 --image-view-on"])

    def test_a_clock_that_is_not_set_and_a_screen_without_times_switch_nothing(self):
        self.assertEqual(self.keep(False, KIOSK_ON="00:00", KIOSK_OFF="23:59", KIOSK_DAYS="0"), [])
        self.assertEqual(self.keep(True), [])


class Settings(unittest.TestCase):
    def test_known_lines_are_read_and_the_rest_is_named(self):
        found, wrong = settings.parse(
            "# a comment\nKIOSK_URL=https://forge.example\nKIOSK_ROTATE=upside\nLD_PRELOAD=/x.so\nKIOSK_NAME=\"The $(hall)\"\n"
        )
        self.assertEqual(found, {"KIOSK_URL": "https://forge.example", "KIOSK_NAME": "The $(hall)"})
        self.assertEqual(len(wrong), 2)

    def test_what_is_wrong_in_the_file_is_said(self):
        with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
            file.write("\nKIOSK_URL=https://forge.example\nKIOSK_ROTATE=upside\n")
            file.flush()
            with contextlib.redirect_stderr(io.StringIO()) as said:
                self.assertEqual(settings.load(file.name), {"KIOSK_URL": "https://forge.example"})
        self.assertEqual(said.getvalue(), f"{file.name}, line 3: KIOSK_ROTATE cannot be upside\n")

    def test_the_example_has_every_setting_that_is_meant_for_people(self):
        example = (LIB / "../../../../boot/starforge-kiosk.conf.example").resolve().read_text()
        for key in settings.SHAPES:
            self.assertTrue(key in example or key == "KIOSK_BROWSER", key)


class Agent(unittest.TestCase):
    def test_an_open_board_needs_no_pairing_and_a_forge_does(self):
        agent = program("agent")
        self.assertEqual(agent.Forge("https://f.example/board/hall").board, "https://f.example/board/hall")
        self.assertEqual(agent.Forge("https://f.example/").board, "")
        self.assertEqual(agent.Forge("https://f.example:8443/x").base, "https://f.example:8443")

    def test_an_answer_that_is_no_object_is_an_empty_one(self):
        agent = program("agent")
        self.assertEqual(agent.fields_of(b"<html>"), {})
        self.assertEqual(agent.fields_of(b"[1]"), {})

    def test_health_has_what_linux_tells_everywhere(self):
        facts = program("agent").health("starforge live 3")
        self.assertGreater(int(facts["memory_total"]), int(facts["memory_free"]))
        self.assertEqual(facts["page"], "starforge live 3")

    def test_a_browser_that_started_anew_is_led_to_its_board_at_once(self):
        agent = program("agent").Agent({"KIOSK_URL": "https://f.example"})
        agent.due["go"] = 1e9
        agent.title = lambda: "starforge live 7"
        self.assertFalse(agent.is_at_boot())
        agent.title = lambda: ""
        self.assertTrue(agent.is_at_boot())
        self.assertTrue(agent.is_due("go", 20))
        agent.title = lambda: "starforge boot 1"
        self.assertTrue(agent.is_at_boot())
        self.assertFalse(agent.is_due("go", 20))


class Compiled(unittest.TestCase):
    """What Firefox compiled of itself, from one profile to the next."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.profile = pathlib.Path(folder.name, "profile")
        self.kept = pathlib.Path(folder.name, "kept")
        self.kept.mkdir()
        (self.profile / "startupCache").mkdir(parents=True)
        (self.profile / "startupCache/scripts").write_text("compiled")
        (self.profile / "compatibility.ini").write_text("LastVersion=1")
        self.session = program("session")
        self.session.KEEP = str(self.kept)

    def browser(self, age):
        browser = self.session.Browser.__new__(self.session.Browser)
        browser.profile, browser.is_kept, browser.age = str(self.profile), False, lambda: age
        return browser

    def test_it_is_kept_when_the_browser_has_settled_and_again_only_for_another_version(self):
        self.browser(5).keep_compiled()
        self.assertEqual(list(self.kept.iterdir()), [])
        self.browser(1000).keep_compiled()
        self.assertEqual((self.kept / "startupCache/scripts").read_text(), "compiled")

        (self.profile / "startupCache/scripts").write_text("written again")
        self.browser(1000).keep_compiled()
        self.assertEqual((self.kept / "startupCache/scripts").read_text(), "compiled")
        (self.profile / "compatibility.ini").write_text("LastVersion=2")
        self.browser(1000).keep_compiled()
        self.assertEqual((self.kept / "startupCache/scripts").read_text(), "written again")

    def test_half_of_it_is_nothing_and_no_room_for_it_is_no_trouble(self):
        (self.profile / "compatibility.ini").unlink()
        self.session.copy_compiled(str(self.profile), str(self.kept))
        self.assertEqual(list(self.kept.iterdir()), [])
        self.session.copy_compiled(str(self.profile), "/proc/none")


class Curve(unittest.TestCase):
    def test_the_benchmark_becomes_a_table_and_a_curve(self):
        sys.path.insert(0, str(pathlib.Path(__file__).parent))
        import curve  # noqa: E402

        said = ["click to changed row: p50 63 ms", "minute,browser MB,its own MB,page MB,% of a core"]
        minutes = curve.rows([*said, *(f"{minute},330,{minute * 10},50,2.0" for minute in range(1, 25))])
        self.assertEqual(len(minutes), 24)
        self.assertIn("| of these its own | 10 | 20 | 40 |", curve.table(minutes))
        lines = curve.curve(minutes).splitlines()
        self.assertEqual(lines[0], "  240 MB |" + " " * 22 + "##")
        self.assertEqual(lines[7], "   30 MB | " + "#" * 23)


class Policies(unittest.TestCase):
    def test_firefox_opens_the_forge_and_the_boot_page_alone(self):
        path = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"starforge-policies-{os.getpid()}.json")
        try:
            pathlib.Path(path).write_text('{"policies": {"DisableTelemetry": true}}')
            program("policies").main("https://forge.example:8443/board/hall", path)
            policies = json.loads(pathlib.Path(path).read_text())["policies"]
        finally:
            os.unlink(path)
        self.assertEqual(policies["WebsiteFilter"]["Block"], ["<all_urls>"])
        self.assertIn("https://forge.example/*", policies["WebsiteFilter"]["Exceptions"])
        self.assertTrue(policies["DisableTelemetry"])


if __name__ == "__main__":
    unittest.main()
