"""The former place of `gapcheck.files`."""

from gapcheck.files import read_yaml

__all__ = ["read_yaml"]
