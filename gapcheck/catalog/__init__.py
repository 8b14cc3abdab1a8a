"""The catalog of provisions, threats and measures: reading it, checking it, asking it."""

from __future__ import annotations

from gapcheck.catalog.catalog import Catalog
from gapcheck.catalog.read import data_folder, read_catalog

__all__ = ["Catalog", "data_folder", "read_catalog"]
