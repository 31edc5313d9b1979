"""The map's modules that need no page, run in node: without pixels, fonts or clicks in a hundredth of the time.

Playwright brings the node that is used: who can run the browser tests has it.
"""

import gzip
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import playwright

from layers.screen.document import bundle
from web.assets import MODULE_FOLDER

NODE = Path(playwright.__file__).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")
PRELUDE = """
import { readFileSync, writeSync } from "node:fs";
const given = JSON.parse(readFileSync(0, "utf8"));
const module = (name) => import(`${given.modules}/${name}.js`);
const { argument, document: doc, basemap } = given;
const answer = await (async () => { CODE })();
writeSync(1, JSON.stringify(answer ?? null));
"""


@cache
def documents() -> dict[str, Any]:
    """The plan and the basemap as a browser gets them."""
    made = bundle()
    parts = {"document": made.plan_document, "basemap": made.basemap_document}
    return {name: json.loads(gzip.decompress(part.gzipped)) for name, part in parts.items()}


def node(code: str, argument: object = None, *, plan: bool = False) -> Any:
    """What code returns, with `argument`, `module(name)` and, of the plan, `doc` and `basemap` at hand.

    Fails with node's own message.
    """
    given = {"modules": MODULE_FOLDER.as_uri(), "argument": argument, **(documents() if plan else {})}
    command = [str(NODE), "--no-warnings", "--input-type=module", "--eval", PRELUDE.replace("CODE", code)]
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
