"""Writes exact binomial tests by SciPy, which McNemar's test in Java is compared with.

``reference/metrics/mcnemar.json`` holds rows of b, c and the two-sided p-value of b successes in b + c trials with
probability 1/2.

Run with: python make_statistics.py
Needs: scipy 1.17.1. Uses no network.
"""

import json
from pathlib import Path

from scipy.stats import binomtest

OUT = Path(__file__).parents[1] / "resources" / "reference" / "metrics" / "mcnemar.json"
LARGE = [(0, 20), (30, 12), (12, 30), (50, 50), (97, 41), (100, 100), (121, 129), (3, 247), (500, 560), (700, 900)]


def main() -> None:
    counts = [(b, c) for b in range(13) for c in range(13) if b + c > 0] + LARGE
    rows = [{"b": b, "c": c, "pValue": float(binomtest(b, b + c, 0.5).pvalue)} for b, c in counts]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(rows, indent=None, separators=(",", ":")).replace("},", "},\n") + "\n", encoding="ascii")
    print(f"{len(rows)} tests")


if __name__ == "__main__":
    main()
