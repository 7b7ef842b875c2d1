"""curve.py FILE: makes of what `./starforge bench board` printed the table and the curve that README.md has."""

import sys

SHOWN = 12
WIDTH = 60
HEIGHT = 8


def rows(lines):
    """The minutes, each as a list of numbers."""
    found = [line.strip().split(",") for line in lines if line[:1].isdigit() and line.count(",") == 4]
    return [[float(value) for value in row] for row in found]


def table(minutes):
    step = max(1, len(minutes) // SHOWN)
    shown = [minutes[0], *minutes[step - 1 :: step]] if step > 1 else minutes
    names = ("minute", "browser, MB (PSS)", "of these its own", "the page's process", "% of a core")
    lines = []
    for column, name in enumerate(names):
        form = "{:.1f}" if column == 4 else "{:.0f}"
        lines.append("| " + " | ".join([name, *(form.format(row[column]) for row in shown)]) + " |")
        if column == 0:
            lines.append("|---" * (len(shown) + 1) + "|")
    return "\n".join(lines)


def curve(minutes, column=2):
    """The highest of each stretch of time, from 0 MB up."""
    values = [row[column] for row in minutes]
    width = min(WIDTH, len(values))
    tops = [max(values[at * len(values) // width : (at + 1) * len(values) // width]) for at in range(width)]
    most = max(tops)
    lines = []
    for level in range(HEIGHT, 0, -1):
        marks = "".join("#" if top * HEIGHT >= most * (level - 0.5) else " " for top in tops)
        lines.append(f"{most * level / HEIGHT:5.0f} MB |{marks}".rstrip())
    return "\n".join([*lines, " " * 9 + "+" + "-" * width, f"{'':10}0 to {len(values)} minutes"])


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        minutes = rows(file)
    print(table(minutes) + "\n\n```\n" + curve(minutes) + "\n```")


if __name__ == "__main__":
    main()
