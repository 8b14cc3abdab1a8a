"""Sentences that several reports share, made of a view's own words and figures."""

from __future__ import annotations

from gapcheck.report.view import Row, View, place_of


def weights_line(view: View) -> str:
    """Return the weights of the obligation levels in words."""
    labels = view.words["obligation"]
    # A comma inside a number or a label wants another sign between them.
    between = ", " if view.words["decimal"] == "." else "; "
    weights = between.join(f"{labels.get(key, key)} {decimal(value, view, 'g')}" for key, value in view.weights.items())
    return str(view.words["weights_line"].format(weights=weights))


def decimal(value: float, view: View, form: str = ".2f") -> str:
    """Return a number with the decimal sign of the report's language."""
    return format(value, form).replace(".", view.words["decimal"])


def law_size(view: View, number: int) -> str:
    """Return the size of a view's law in words: units, characters, how much of it is numbered."""
    law = view.laws[number]
    units, characters = (f"{number:,}".replace(",", view.words["thousands"]) for number in (law.units, law.characters))
    return str(view.words["law_size"].format(units=units, characters=characters, share=f"{law.numbered_share * 100:.0f} %"))


def language_name(view: View, code: str) -> str:
    """Return the name of a language, or its code."""
    return str(view.words["languages"].get(code, code))


def catalog_line(view: View) -> str:
    """Return which catalog and which version of gapcheck made the result."""
    return str(view.words["catalog_line"].format(catalog=view.catalog, version=view.gapcheck))


def places(view: View, row: Row) -> list[str]:
    """Return where each quotation of a row stands."""
    return [place_of(item, view.words, len(view.laws) > 1) for item in row.evidence]


def headline_coverage(view: View) -> tuple[str, float | None]:
    """Return the coverage that stands for a whole report, 0 to 1, with its name.

    It is that of the Protocol. Where no question on the Protocol was asked it is the plain mean of the groups that were.
    """
    if view.overall.coverage is not None:
        return view.overall.label, view.overall.coverage
    known = [bar for bar in (*view.articles, *view.threats) if bar.coverage is not None] or [
        bar for bar in view.provisions if bar.coverage is not None
    ]
    if not known:
        return view.overall.label, None
    return ", ".join(bar.label for bar in known), sum(bar.coverage or 0.0 for bar in known) / len(known)
