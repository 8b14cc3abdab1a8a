"""Stage `segment`: the text of a law to a tree of units.

Works on numbered, badly numbered and unnumbered texts, in any language and alphabet whose label words stand in
`gapcheck/language/numbering.yaml`. See docs/segmentation.md.
"""

from __future__ import annotations

from gapcheck.model.law import Law, Segmentation
from gapcheck.segment.outline import outline

__all__ = ["outline", "segment"]


def segment(law: Law) -> Segmentation:
    """Return the units of a law. Never fails on any text; linear in its length.

    The root comes first and covers the whole text; children lie inside their parents and do not overlap; ids are unique.
    """
    from dataclasses import replace

    from gapcheck.segment.beside import with_notes
    from gapcheck.segment.build import build_tree, flatten, insert_zones, tidy
    from gapcheck.segment.candidates import candidates_of
    from gapcheck.segment.lines import lines_of
    from gapcheck.segment.quality import judge
    from gapcheck.segment.quoted import divide_quotations
    from gapcheck.segment.structure import find_structure
    from gapcheck.segment.zones import find_zones

    printed, law = law, replace(law, text=law.words_alone())
    lines = lines_of(law)
    candidates = candidates_of(law, lines)
    zones = find_zones(law, lines, candidates)
    structure = find_structure(law.text, lines, candidates, zones)
    root = build_tree(law, lines, structure, zones)
    insert_zones(root, zones)
    divide_quotations(law, root)
    tidy(root)
    units = with_notes(printed, flatten(law, root))
    confidence, share, warnings = judge(law, units, structure)
    return Segmentation(units=units, confidence=confidence, numbered_share=share, warnings=warnings)
