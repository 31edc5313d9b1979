"""The map's modules that need no page, run in node: without pixels, fonts or clicks in a hundredth of the time.

One node answers all tests of a process: to start it and to read the plan takes longer than most of what it is asked.
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

from layers.screen.served import served
from web.assets import MODULE_FOLDER

NODE = Path(playwright.__file__).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")
ANSWERING = """
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
const folder = process.argv[1];
const module = (name) => import(`${folder}/${name}.js`);
const Code = (async () => {}).constructor;
const usual = new Set(Reflect.ownKeys(globalThis));
// What a module says is no answer.
globalThis.console = new console.Console(process.stderr);
const unhandled = [];
process.on("unhandledRejection", (error) => unhandled.push(error));
let texts = "";
const answer = async ({ code, argument, plan }) => {
  // The plan is read anew each time, so that nobody gets what another has changed.
  const { document: doc, basemap } = plan ? JSON.parse(texts) : {};
  const run = new Code("argument", "module", "doc", "basemap", code);
  const value = await run(argument, module, doc, basemap);
  await new Promise(setImmediate);
  if (unhandled.length) throw unhandled.shift();
  return { value: value ?? null };
};
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.texts) {
    ({ texts } = message);
    continue;
  }
  const said = await answer(message).catch((error) => ({ error: String(error?.stack ?? error) }));
  for (const key of Reflect.ownKeys(globalThis)) if (!usual.has(key)) delete globalThis[key];
  writeSync(1, `${JSON.stringify(said)}\\n`);
}
"""


@cache
def _texts() -> str:
    """The plan and the basemap as a browser gets them, in one JSON value."""
    made = served()
    parts = {"document": made.plan, "basemap": made.basemap}
    return "{" + ",".join(f'"{name}":{gzip.decompress(part.gzipped).decode()}' for name, part in parts.items()) + "}"


class _Node:
    """A node that answers line by line until it fails as a whole."""

    def __init__(self) -> None:
        command = [str(NODE), "--no-warnings", "--input-type=module", "--eval", ANSWERING, MODULE_FOLDER.as_uri()]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.knows_plan = False

    def write(self, message: object) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def ask(self, code: str, argument: object, *, plan: bool) -> Any:
        if plan and not self.knows_plan:
            self.write({"texts": _texts()})
            self.knows_plan = True
        self.write({"code": code, "argument": argument, "plan": plan})
        assert self.process.stdout
        if line := self.process.stdout.readline():
            return json.loads(line)
        return {"error": f"node has ended with {self.process.wait()}: see what it wrote"}


@cache
def _node() -> _Node:
    return _Node()


def node(code: str, argument: object = None, *, plan: bool = False) -> Any:
    """What code returns, with `argument`, `module(name)` and, of the plan, `doc` and `basemap` at hand.

    Fails with node's own message.
    """
    answer = _node().ask(code, argument, plan=plan)
    if _node().process.poll() is not None:
        _node.cache_clear()
    assert "error" not in answer, answer["error"]
    return answer["value"]
