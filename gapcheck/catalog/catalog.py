"""The catalog as a whole, and the questions one may ask it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.errors import UsageError
from gapcheck.model.catalog import Entry, Family, Measure, Obligation, Provision, Test, Threat

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True, repr=False)
class Catalog:
    """All entries, in the order of the Protocol, the Convention, the threats and the measures.

    Attributes:
        digest: sha256 over the files; two catalogs with the same digest are the same.
    """

    entries: tuple[Entry, ...]
    digest: str
    _by_test: dict[str, tuple[Entry, Test]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_test", {test.id: (entry, test) for entry in self.entries for test in entry.tests})

    def __repr__(self) -> str:
        return f"Catalog: {self.version}, {len(self._by_test)} tests"

    @property
    def version(self) -> str:
        """A short name of this state of the catalog: "122 entries, 1a2b3c4d"."""
        return f"{len(self.entries)} entries, {self.digest[:12]}"

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions of the Protocol and of the Convention."""
        return tuple(entry for entry in self.entries if isinstance(entry, Provision))

    @property
    def threats(self) -> tuple[Threat, ...]:
        """The nine threats, a to i."""
        return tuple(entry for entry in self.entries if isinstance(entry, Threat))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures of investigation and prosecution of agenda item 3."""
        return tuple(entry for entry in self.entries if isinstance(entry, Measure))

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Catalog:
        """Read the catalog that comes with gapcheck, or another.

        Args:
            folder: the folder that holds provisions/, threat_catalog/ and measures/.

        Raises:
            CatalogError: a file is not valid.
        """
        from gapcheck.catalog.read import read_catalog

        return read_catalog(Path(folder) if folder is not None else None)

    def frame(self, of: str = "entries") -> pd.DataFrame:
        """Return the catalog as a DataFrame: "entries", "tests" or "crosswalk" (docs/python.md describes the columns).

        Raises:
            UsageError: there is no such table.
        """
        from gapcheck.catalog.frame import frame

        return frame(self, of)

    @property
    def instruments(self) -> tuple[str, ...]:
        """The instruments of the crosswalk, by how many entries name them."""
        counted = Counter(name for entry in self.entries for name in dict.fromkeys(cross.instrument for cross in entry.crosswalk))
        return tuple(name for name, _ in counted.most_common())

    def tests(self) -> Iterator[tuple[Entry, Test]]:
        """Go through all tests with their entries, in order."""
        for entry in self.entries:
            for test in entry.tests:
                yield entry, test

    def test(self, test_id: str) -> tuple[Entry, Test]:
        """Return a test and its entry.

        Raises:
            UsageError: there is no such test; the message names the nearest ids.
        """
        found = self._by_test.get(test_id)
        if found is None:
            raise UsageError(f"There is no test {test_id!r}.", todo=_nearest(test_id, self._by_test))
        return found

    def entry(self, entry_id: str) -> Entry:
        """Return an entry by its id (upper or lower case).

        Raises:
            UsageError: there is no such entry; the message names the nearest ids.
        """
        for entry in self.entries:
            if entry.id.lower() == entry_id.lower():
                return entry
        raise UsageError(f"There is no catalog entry {entry_id!r}.", todo=_nearest(entry_id, [entry.id for entry in self.entries]))

    def select(
        self,
        *,
        article: str | None = None,
        threat: str | None = None,
        obligation: str | None = None,
        kind: str | None = None,
        instrument: str | None = None,
        reference: str | None = None,
        family: str | None = None,
    ) -> tuple[Entry, ...]:
        """Return the entries that fulfil all conditions given.

        Args:
            article: article of the Protocol or Convention, as "5", "5(1)(c)" (all below it) or "UNTOC 10".
            threat: letter of a threat (a to i); also the provisions that are related to it.
            obligation: an obligation level (`Obligation`).
            kind: kind of provision ("criminalization", "control measure", ...).
            instrument: an instrument of the crosswalk ("PoA", "ITI", "ATT", "EU", "CIFTA", "ECOWAS", "Nairobi", "SADC", "Kinshasa").
            reference: the beginning of a place in an instrument of the crosswalk ("II.8", "8(e)"), verified or not.
            family: "protocol", "convention", "threat" or "measure".

        Raises:
            UsageError: a level, kind, instrument, family or threat letter does not exist.
        """
        _known("obligation level", obligation, [level.value for level in Obligation])
        _known("kind", kind, list(dict.fromkeys(entry.kind for entry in self.entries)))
        _known("instrument", instrument, self.instruments)
        _known("family", family, [item.value for item in Family])
        about: Threat | None = None
        if threat is not None:
            about = next((item for item in self.threats if threat.lower() in (item.article, item.id.lower())), None)
            if about is None:
                raise UsageError(f"There is no threat {threat!r}.", todo="Threats are named by their letter, a to i.")
        found = []
        for entry in self.entries:
            if article is not None and not _in_article(entry, article):
                continue
            if about is not None and entry.id != about.id and entry.id not in about.related and about.id not in entry.related:
                continue
            if obligation is not None and entry.obligation.value != obligation.lower():
                continue
            if kind is not None and entry.kind.lower() != kind.lower():
                continue
            if (instrument is not None or reference is not None) and not references(entry, instrument, reference):
                continue
            if family is not None and entry.family.value != family.lower():
                continue
            found.append(entry)
        return tuple(found)


def references(entry: Entry, instrument: str | None = None, reference: str | None = None) -> list[tuple[str, str, bool]]:
    """Return (instrument, place, whether somebody read it for this entry) of the crosswalk references that fulfil the conditions.

    Args:
        entry: the entry.
        instrument: only of this instrument.
        reference: only places that begin so; "II.8" does not mean "II.80".
    """
    wanted = (reference or "").lower().replace(" ", "")
    return [
        (cross.instrument, place, cross.verified)
        for cross in entry.crosswalk
        if instrument is None or cross.instrument.lower() == instrument.lower()
        for place in cross.references
        if place.lower().replace(" ", "").startswith(wanted)
        and not (wanted[-1:].isdigit() and place.lower().replace(" ", "")[len(wanted) :][:1].isdigit())
    ]


def article_of(entry: Entry) -> str:
    """Return the heading under which an entry is counted: "5" for FP-05.1.c.2, "UNTOC 10" for UN-10, the letter of a threat."""
    if entry.family is Family.PROTOCOL:
        number = entry.id.split("-", 1)[1].split(".")[0]
        return "-".join(str(int(part)) for part in number.split("-") if part.isdigit())
    if entry.family is Family.CONVENTION:
        return "UNTOC " + str(int(entry.id.split("-")[1].split(".")[0]))
    return entry.article


def _in_article(entry: Entry, article: str) -> bool:
    wanted = article.lower().replace("article", "").replace("art.", "").strip()
    if entry.family not in (Family.PROTOCOL, Family.CONVENTION):
        return False
    if wanted == article_of(entry).lower():
        return True
    plain = entry.article.lower().replace(" ", "")
    if entry.family is Family.CONVENTION:
        plain = "untoc" + plain
    target = wanted.replace(" ", "")
    return "(" in target and plain.startswith(target)


def _known(what: str, value: str | None, options: Sequence[str]) -> None:
    """Raise UsageError where a value is given and is none of the options; capitals do not matter."""
    if value is not None and value.lower() not in {option.lower() for option in options}:
        raise UsageError(f"There is no {what} {value!r}.", todo=f"There are: {', '.join(options)}.")


def _nearest(word: str, options: object) -> str:
    from rapidfuzz import process

    best = [name for name, score, _ in process.extract(word, list(options), limit=3) if score > 60]  # type: ignore[call-overload]
    return f"Did you mean {' or '.join(best)}?" if best else "`gapcheck catalog list` names them all."
