"""The weights and the cut with which domains are read from texts, estimated from all labels but those that measure.

`python benchmarks/fit_domains.py` writes them into `ingest/values/subjects.toml`. Many of the words were taken from the
very texts that are labelled, and fit them better than they fit others. So each text is read without the phrases that
stand in no other of these texts: what then holds of it should hold of texts that nobody has seen.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from domain_texts import MEASURED, Domains, labelled, read_once, texts
from scipy.optimize import minimize

from dirskg.ingest.taxonomy import read_taxonomy
from dirskg.ingest.values import subjects
from dirskg.ingest.values.subjects import Phrase, Subjects, Told, words

# The cut is the highest that reaches it: a wrong domain is worse than a missing one.
# Four of five are wanted; texts read as if new expect a little too much.
RECALL = 0.82
_PENALTY = 0.5  # of the squared weights, so that 3,000 rows do not claim more than they know
_PARTS = 8  # each is predicted from the others


class Rows(NamedTuple):
    """A row for each text and domain of which a phrase was found in it."""

    numbers: np.ndarray  # with a first column of ones
    about: np.ndarray  # whether the label says so
    part: np.ndarray  # texts of one call stand in one part
    bare: np.ndarray  # whether it is a civil title without a text, which no build reads by itself


def main() -> None:
    """Estimate, choose the cut, print what may be expected, and write."""
    told = texts()
    labels = {row.id: row.label for row in labelled() if row.half not in MEASURED} | read_once()
    rows = read(read_taxonomy().subjects, told, labels)
    asked = sum(len(label) for one, label in labels.items() if not _bare(one))
    chances = np.zeros(len(rows.about))
    for part in range(_PARTS):
        weights = fit(rows.numbers[rows.part != part], rows.about[rows.part != part])
        chances[rows.part == part] = 1 / (1 + np.exp(-rows.numbers[rows.part == part] @ weights))
    found = {one: _measured((chances >= one) & ~rows.bare, rows.about, asked) for one in np.arange(0.4, 0.9, 0.01)}
    cut = max(one for one, (_, recall) in found.items() if round(recall, 2) >= RECALL)
    precision, recall = found[cut]
    print(f"cut {cut:.2f}: precision {precision:.3f}, recall {recall:.3f}, each part predicted from the others")
    write(fit(rows.numbers, rows.about), cut)


def read(model: Subjects, told: dict[str, Told], labels: dict[str, Domains]) -> Rows:
    """The numbers of each labelled text, without the phrases that stand in no other."""
    inside = {one: _phrases(model, told[one]) for one in labels}
    times = Counter(phrase for phrases in inside.values() for phrase in phrases)
    numbers, about, part, bare = list[list[float]](), list[bool](), list[int](), list[bool]()
    for one, label in labels.items():
        alone = {phrase for phrase in inside[one] if times[phrase] == 1}
        known = Subjects({phrase: of for phrase, of in model.phrases.items() if phrase not in alone})
        for domain, row in known.evidence(told[one]).items():
            numbers.append([1.0, *row])
            about.append(domain in label)
            part.append(zlib.crc32((told[one].call or told[one].title).encode()) % _PARTS)
            bare.append(_bare(one))
    return Rows(np.array(numbers), np.array(about), np.array(part), np.array(bare))


def fit(numbers: np.ndarray, about: np.ndarray) -> np.ndarray:
    """Intercept and weights by logistic regression."""
    sign = 2.0 * about - 1

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (numbers @ w)
        slope = -(numbers.T @ (sign / (1 + np.exp(margin)))) + 2 * _PENALTY * np.r_[0, w[1:]]
        return float(np.logaddexp(0, -margin).sum() + _PENALTY * (w[1:] ** 2).sum()), slope

    return np.asarray(minimize(loss, np.zeros(numbers.shape[1]), jac=True, method="BFGS").x)


def write(weights: np.ndarray, cut: float) -> None:
    """Put them into the model that ships."""
    path = Path(subjects.__file__).with_suffix(".toml")
    text = path.read_text(encoding="utf-8")
    told: dict[str, Any] = {"cut": f"{cut:.2f}", "intercept": f"{weights[0]:.2f}"}
    told["weights"] = "[" + ", ".join(f"{weight:.2f}" for weight in weights[1:]) + "]"
    for name, value in told.items():
        text = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
    path.write_text(text, encoding="utf-8")


def _phrases(model: Subjects, told: Told) -> set[Phrase]:
    """All phrases that stand somewhere in it."""
    found, lengths = set[Phrase](), {len(phrase) for phrase in model.phrases}
    for field in (told.title, told.text, told.keywords, told.call):
        text = words(field)
        found |= {tuple(text[at : at + length]) for at in range(len(text)) for length in lengths}
    return found & model.phrases.keys()


def _bare(one: str) -> bool:
    return one.startswith("civil/")


def _measured(found: np.ndarray, about: np.ndarray, asked: int) -> tuple[float, float]:
    """Precision and recall."""
    right = float((found & about).sum())
    return right / max(1, int(found.sum())), right / asked


if __name__ == "__main__":
    main()
