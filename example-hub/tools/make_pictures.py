#!/usr/bin/env python3
"""Draw the charts and sample images of the cards.

    python3 tools/make_pictures.py        rewrite the pictures below models/

Each SVG brings its own light card, so it reads on a light and on a dark page. The curves are fictional, like the models.
Python 3.11 or later, standard library only. Diagrams and logos that `main` does not list were drawn by hand.
"""

import math
import struct
import zlib
from pathlib import Path
from random import Random

MODELS = Path(__file__).resolve().parent.parent / "models"
INK, MUTED, GRID = "#1a1f26", "#545e6b", "#d5dae1"
BLUE, ORANGE, GREEN, PLUM = "#1858a8", "#b3470a", "#17733f", "#8a1c6a"


# --- SVG --------------------------------------------------------------------------------------------------------------


def picture(width, height, title, body):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="{INK}">\n<title>{title}</title>\n'
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="#ffffff" stroke="{GRID}"/>\n'
        f"{body}</svg>\n"
    )


def text(x, y, words, anchor="start", fill=INK, extra=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}"{extra}>{words}</text>\n'


class Axes:
    """A plot area with linear axes; `x` and `y` turn data into pixels."""

    def __init__(self, x_range, y_range, width=560, height=300):
        self.x0, self.x1 = x_range
        self.y0, self.y1 = y_range
        self.width, self.height = width, height
        self.left, self.right, self.top, self.bottom = 58, width - 24, 24, height - 48

    def x(self, value):
        return self.left + (value - self.x0) / (self.x1 - self.x0) * (self.right - self.left)

    def y(self, value):
        return self.bottom - (value - self.y0) / (self.y1 - self.y0) * (self.bottom - self.top)

    def frame(self, x_ticks, y_ticks, x_label, y_label):
        out = ""
        for tick in y_ticks:
            out += f'<path d="M{self.left} {self.y(tick):.1f}H{self.right}" stroke="{GRID}"/>\n'
            out += text(self.left - 8, self.y(tick) + 4, f"{tick:g}", "end", MUTED)
        for tick in x_ticks:
            out += text(self.x(tick), self.bottom + 18, f"{tick:g}", "middle", MUTED)
        out += text((self.left + self.right) / 2, self.height - 12, x_label, "middle")
        middle = (self.top + self.bottom) / 2
        return out + text(16, middle, y_label, "middle", extra=f' transform="rotate(-90 16 {middle})"')

    def line(self, points, colour, dash=""):
        path = "M" + "L".join(f"{self.x(a):.1f} {self.y(b):.1f}" for a, b in points)
        dash = f' stroke-dasharray="{dash}"' if dash else ""
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>\n'

    def band(self, points, colour):
        path = "M" + "L".join(f"{self.x(a):.1f} {self.y(high):.1f}" for a, _, high in points)
        path += "L" + "L".join(f"{self.x(a):.1f} {self.y(low):.1f}" for a, low, _ in reversed(points)) + "Z"
        return f'<path d="{path}" fill="{colour}" fill-opacity="0.18"/>\n'

    def picture(self, title, body):
        return picture(self.width, self.height, title, body)


def loss_curve(random):
    axes = Axes((0, 20), (1.5, 4.5))
    decay = lambda step, floor: floor + 4.4 * math.exp(-0.9 * step) * (step > 0) + 0.9 / (1 + step)
    steps = [0.5 + index * 0.25 for index in range(79)]
    train = [(step, min(4.5, decay(step, 2.06) + random.gauss(0, 0.018))) for step in steps]
    held_out = [(step, min(4.5, decay(step, 2.163))) for step in steps[::4]]
    body = axes.frame(range(0, 21, 4), [1.5, 2, 2.5, 3, 3.5, 4, 4.5], "Training step (thousands)", "Cross-entropy (nats per token)")
    body += axes.line(train, BLUE) + axes.line(held_out, ORANGE, "6 4")
    body += text(axes.x(15), axes.y(2.55), "held out (dashed)", fill=ORANGE) + text(axes.x(15), axes.y(1.88), "train", fill=BLUE)
    return axes.picture("Loss of quill-1m over 20,000 steps, on training and held-out text", body)


def forecast(random):
    axes = Axes((-24, 24), (0, 18))
    truth = lambda hour: 8.2 + 3.4 * math.sin((hour + 30) / 24 * math.tau) + 1.6 * math.sin(hour / 9)
    past = [(hour, max(0.4, truth(hour) + random.gauss(0, 0.5))) for hour in range(-24, 1)]
    later = [(hour, max(0.4, truth(hour) + random.gauss(0, 0.9))) for hour in range(0, 25)]
    later[0] = past[-1]
    median = [(hour, truth(hour) + 0.25) for hour in range(0, 25)]
    band = [(hour, truth(hour) - 0.8 - 0.09 * hour, truth(hour) + 1.3 + 0.1 * hour) for hour in range(0, 25)]
    body = axes.frame(range(-24, 25, 6), range(0, 19, 3), "Hours from the time of issue", "Wind speed at 10 m (m/s)")
    body += axes.band(band, BLUE) + axes.line(median, BLUE) + axes.line(past, INK) + axes.line(later, ORANGE, "3 3")
    body += f'<path d="M{axes.x(0):.1f} {axes.top}V{axes.bottom}" stroke="{MUTED}" stroke-dasharray="2 4"/>\n'
    body += text(axes.x(-23), 40, "observed", fill=INK) + text(axes.x(1), 40, "median and 80 % interval", fill=BLUE)
    body += text(axes.x(23), axes.y(1), "observed later (dotted)", "end", ORANGE)
    return axes.picture("A 24-hour wind forecast for one station with its 80 % interval", body)


def confusion(_random):
    names = ["healthy", "scab", "rust", "blight", "mildew", "mites"]
    counts = [
        [391, 3, 1, 2, 2, 1],
        [6, 270, 8, 12, 3, 1],
        [2, 5, 238, 4, 1, 0],
        [3, 14, 6, 224, 2, 1],
        [5, 2, 0, 3, 186, 4],
        [4, 1, 1, 1, 5, 88],
    ]
    side, left, top, body = 46, 120, 64, ""
    for row, name in enumerate(names):
        total = sum(counts[row])
        body += text(left - 10, top + row * side + 28, name, "end")
        body += text(left + row * side + side / 2, top - 10, name, "middle")
        for column, count in enumerate(counts[row]):
            share = count / total
            x, y = left + column * side, top + row * side
            body += f'<rect x="{x}" y="{y}" width="{side - 2}" height="{side - 2}" rx="3" fill="{BLUE}" fill-opacity="{0.04 + 0.96 * share:.2f}"/>\n'
            body += text(x + side / 2 - 1, y + 27, count, "middle", "#ffffff" if share > 0.5 else INK)
    body += text(left + 3 * side, 26, "Predicted", "middle", MUTED) + text(22, top + 3 * side, "Labelled", "middle", MUTED, f' transform="rotate(-90 22 {top + 3 * side})"')
    return picture(420, 356, "Confusion matrix of leafspot on the 1,500 test images", body)


def calibration(_random):
    axes = Axes((0, 1), (0, 1), 420, 340)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    points = [(0.04, 0.05), (0.13, 0.12), (0.24, 0.22), (0.35, 0.36), (0.45, 0.43), (0.55, 0.57), (0.66, 0.63), (0.75, 0.76), (0.85, 0.82), (0.94, 0.9)]
    body = axes.frame(ticks, ticks, "Predicted probability of churn", "Share that churned")
    body += axes.line([(0, 0), (1, 1)], MUTED, "4 4") + axes.line(points, GREEN)
    for a, b in points:
        body += f'<circle cx="{axes.x(a):.1f}" cy="{axes.y(b):.1f}" r="4" fill="{GREEN}"/>\n'
    body += text(axes.x(0.3), axes.y(0.72), "dashed: perfect calibration", "middle", MUTED)
    return axes.picture("Reliability diagram of churn-gbm on the test split", body)


def precision_recall(_random):
    axes = Axes((0, 1), (0, 1), 420, 320)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    curve = lambda knee: [(r / 50, max(0, 1 - 0.05 * (r / 50) - max(0, r / 50 - knee) ** 2 * 6)) for r in range(0, 51)]
    body = axes.frame(ticks, ticks, "Recall", "Precision at IoU 0.5")
    body += axes.line(curve(0.72), ORANGE) + axes.line(curve(0.6), PLUM, "6 4")
    body += text(axes.x(0.56), axes.y(0.84), "apple, AP 0.93", "end", ORANGE) + text(axes.x(0.5), axes.y(0.6), "pear (dashed), AP 0.85", "end", PLUM)
    return axes.picture("Precision against recall of pomona-detect for apples and pears", body)


# --- PNG: eight-bit RGB, written with zlib ----------------------------------------------------------------------------


def png(rows, scale=1):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = [[pixel for pixel in row for _ in range(scale)] for row in rows for _ in range(scale)]
    raw = b"".join(b"\0" + bytes(value for pixel in row for value in pixel) for row in rows)
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def clouds(random, width, height, cell):
    """Smooth noise in three octaves, between 0 and 1."""
    field = [[0.0] * width for _ in range(height)]
    for octave, weight in [(cell, 0.6), (cell // 2, 0.27), (cell // 4, 0.13)]:
        columns, lines = width // octave + 2, height // octave + 2
        lattice = [[random.random() for _ in range(columns)] for _ in range(lines)]
        ease = lambda t: t * t * (3 - 2 * t)
        for y in range(height):
            for x in range(width):
                i, j, u, v = y // octave, x // octave, ease(y % octave / octave), ease(x % octave / octave)
                upper = lattice[i][j] * (1 - v) + lattice[i][j + 1] * v
                lower = lattice[i + 1][j] * (1 - v) + lattice[i + 1][j + 1] * v
                field[y][x] += weight * (upper * (1 - u) + lower * u)
    return field


def cloud_mask(random):
    """Left: a scene. Right: its four classes. Few levels, so that the file stays small."""
    field = clouds(random, 128, 128, 32)
    scene = [[(lambda s: (s, s, min(255, s + 16)))(48 + 12 * int(max(0, value - 0.25) * 22)) for value in row] for row in field]
    classes = [(24, 54, 92), (134, 183, 255), (230, 234, 240), (242, 197, 107)]
    mask = [[classes[sum(value > edge for edge in (0.45, 0.56, 0.68))] for value in row] for row in field]
    return png([a + [(255, 255, 255)] * 8 + b for a, b in zip(scene, mask)], scale=2)


def texture_grid(random):
    tiles = [clouds(random, 32, 32, 16) for _ in range(8)]
    shade = lambda value: (lambda s: (s, s, min(255, s + 12)))(min(243, 40 + 8 * int(value * 26)))
    rows = []
    for line in range(2):
        for y in range(64):
            row = []
            for tile in tiles[line * 4 : line * 4 + 4]:
                row += [shade(tile[y // 2][x // 2]) for x in range(64)] + [(255, 255, 255)] * 4
            rows.append(row[:-4])
        rows += [[(255, 255, 255)] * len(rows[0])] * (4 if line == 0 else 0)
    return png(rows)


def spectrogram(random):
    """A radio call of about two seconds: harmonics that glide, pauses between the words, hiss."""
    rows, width, height = [], 240, 80
    words = [(8, 50, 11), (60, 92, 14), (100, 150, 9), (164, 228, 12)]
    for line in range(height):
        band, row = height - 1 - line, []
        for x in range(width):
            level = random.random() * 0.14
            for start, end, pitch in words:
                if start <= x < end:
                    base = pitch + 2 * math.sin((x - start) / (end - start) * math.pi)
                    level += max(0.0, 1 - abs(band % base - base / 2) / 2.2) * math.exp(-band / 38)
            step = min(7, int(level * 8)) / 7
            row.append((int(18 + 224 * step), int(22 + 150 * step**1.4), int(60 + 60 * (1 - step))))
        rows.append(row)
    return png(rows, scale=2)


def main():
    drawings = {
        "quill-nlp/quill-1m/loss.svg": loss_curve,
        "northwind-weather/breeze-forecast-2/forecast.svg": forecast,
        "northwind-weather/cloudmask-s/mask.png": cloud_mask,
        "northwind-weather/cloud-textures-ddpm/samples.png": texture_grid,
        "orchard-vision/leafspot/confusion.svg": confusion,
        "orchard-vision/pomona-detect/precision-recall.svg": precision_recall,
        "harbour-data/churn-gbm/calibration.svg": calibration,
        "lumen-speech/quayside-ctc/spectrogram.png": spectrogram,
    }
    for path, draw in drawings.items():
        drawn = draw(Random(path))
        target = MODELS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(drawn if isinstance(drawn, bytes) else drawn.encode())


if __name__ == "__main__":
    main()
