"""The Content-Security-Policy of the page: its own style and script by their hashes, and nothing else from anywhere."""

from __future__ import annotations

import hashlib
from base64 import b64encode


def policy(style: str, script: str) -> str:
    """Return the policy for a page whose only style and only script are these texts.

    No address is allowed, not even the page's own; `data:` images are for the empty icon that keeps browsers from asking for one.
    Trusted types are demanded and none is made: no script can turn a string into mark-up.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
