"""Everything gapcheck knows of languages: the ontology of concepts and one pack of words a language."""

from __future__ import annotations

from gapcheck.language.ontology import Ontology, ontology
from gapcheck.language.pack import Pack, Term, available, pack

__all__ = ["Ontology", "Pack", "Term", "available", "ontology", "pack"]
