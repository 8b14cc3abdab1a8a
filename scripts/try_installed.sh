#!/usr/bin/env bash
# Scan a sample law with the gapcheck that is first on PATH, from a folder outside the checkout: does an installed
# package find its catalog, its language packs, its words and its templates?
#
#   scripts/try_installed.sh SAMPLES FOLDER      SAMPLES: legislation_samples; FOLDER: an empty folder, is made
set -euo pipefail
samples=$1
folder=$2
mkdir -p "$folder"
law=$(find "$samples" -name 'XBA-*.txt' | sort | head -n 1)
cp "$law" "$folder/law.txt"
cd "$folder"
gapcheck --version
gapcheck catalog list --article 5 >articles.txt
gapcheck scan law.txt -j XBA --quiet -o law.json -o law.xlsx -o law.csv -o law.md -o law.html -o law.docx
ls -l
python - <<'PYTHON'
import json
from pathlib import Path

import gapcheck

body = json.loads(Path("law.json").read_text(encoding="utf-8"))
text = Path("law.txt").read_text(encoding="utf-8")
statuses = {}
for finding in body["findings"]:
    statuses[finding["status"]] = statuses.get(finding["status"], 0) + 1
assert "site-packages" in gapcheck.__file__, gapcheck.__file__
assert len(body["findings"]) >= 210, len(body["findings"])
assert statuses["covered"] > 50, statuses
assert all(item["quote"] in text for finding in body["findings"] for item in finding["evidence"])
print(f"{gapcheck.__file__}: {len(body['findings'])} findings, {statuses}")
PYTHON
