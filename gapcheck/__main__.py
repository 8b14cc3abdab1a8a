"""`python -m gapcheck` is `gapcheck`."""

from __future__ import annotations

import sys

from gapcheck.cli import main

sys.exit(main())
