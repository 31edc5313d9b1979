"""Layers of people's own from the command line: python -m geo.own look | add | list | rename | remove | restore.

Exit codes: 0 it is done, 1 it is not (one line on standard error says why), 2 the command is not understood.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.messages.own import datum_words
from geo.own.kept import Kept, Wish
from geo.own.proposals import Proposal, accept, proposals
from geo.own.reading.encoding import ENCODINGS
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from geo.plan import load_plan


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo.own", description="自有图层 / Layers of your own")
    commands = parser.add_subparsers(dest="command", required=True)
    look = commands.add_parser("look", help="文件里有什么、可能是什么坐标 / what a file holds and how it may be read")
    add = commands.add_parser("add", help="收下文件的全部图层 / keep all layers of a file")
    for command in (look, add):
        command.add_argument("file", type=Path)
        command.add_argument(
            "--encoding",
            choices=tuple(ENCODINGS),
            default="",
            help="文字编码 / encoding; told by the content by default",
        )
    add.add_argument(
        "--crs", default="", help="坐标基准，缺省为最可能的 / datum: an id or EPSG:<code>; the likeliest by default"
    )
    add.add_argument("--swapped", action="store_true", help="先纵后横 / northing or latitude comes first")
    add.add_argument("--title", default="", help="图层名称 / name of the layer")
    add.add_argument("--leave-out", action="store_true", help="略去不能用的行 / leave out rows that cannot be used")
    commands.add_parser("list", help="列出图层 / list the layers")
    rename = commands.add_parser("rename", help="改名 / give a layer another name")
    rename.add_argument("id")
    rename.add_argument("--title", required=True, help="图层名称 / name of the layer")
    remove = commands.add_parser("remove", help="删除，可恢复 / delete a layer; it can be taken back")
    remove.add_argument("id")
    restore = commands.add_parser("restore", help="恢复删除的 / take back what was deleted")
    restore.add_argument("name")
    for command in set(commands.choices.values()):
        command.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")
    return parser


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        for line in _lines(options, OwnStore.present()):
            print(line)
    except OwnError as error:
        print(error.breach.text(options.lang), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _lines(options: argparse.Namespace, store: OwnStore) -> list[str]:
    if options.command == "look":
        found = proposals(options.file, options.file.name, load_plan(), encoding=options.encoding)
        return [line for number, entry in enumerate(found) for line in _proposal(number, entry, options.lang)]
    if options.command == "add":
        return [_kept(kept, options.lang) for kept in _added(options, store)]
    if options.command == "list":
        found_layers, damaged = store.listing()
        lines = [_kept(kept, options.lang) for kept in found_layers]
        lines += [entry.error.breach.text(options.lang) for entry in damaged]
        return [*lines, *(f"({name}  {title})" for name, title in store.trash())]
    if options.command == "rename":
        version = store.get(options.id).version
        return [_kept(store.change(options.id, version=version, title=options.title), options.lang)]
    if options.command == "remove":
        return [store.delete(options.id, version=store.get(options.id).version)]
    return [_kept(store.restore(options.name), options.lang)]


def _added(options: argparse.Namespace, store: OwnStore) -> list[Kept]:
    """Every layer of the file, all in the datum that is named."""
    plan, name, encoding = load_plan(), options.file.name, options.encoding
    count = len(proposals(options.file, name, plan, encoding=encoding))
    title = options.title if count == 1 else ""
    wishes = [Wish(number, title, options.crs, options.swapped, options.leave_out) for number in range(count)]
    return accept(options.file, name, wishes, plan, store, encoding=encoding)


def _kept(kept: Kept, language: str) -> str:
    sure = "" if kept.placing.certain else " ?"
    datum = datum_words(kept.placing.datum, language)
    return f"{kept.id}  {kept.title}  {kept.count}  {datum}{sure}"


def _proposal(number: int, proposal: Proposal, language: str) -> list[str]:
    raw = proposal.raw
    lines = [f"{number}  {raw.name}  {len(raw.table)}  {', '.join(map(str, raw.table.columns))}"]
    if raw.encoding:
        lines.append(f"   {raw.encoding.name}{' ?' if raw.encoding.how == 'guessed' else ''}")
    lines += [f"   {problem.text(language)}" for problem in raw.problems]
    for guess in proposal.guesses:
        sure = "" if guess.certain else " ?"
        offset = "" if guess.offset_m is None else f"  (Δ {guess.offset_m:,.0f} m)"
        reasons = "; ".join(reason.text(language) for reason in guess.reasons)
        lines.append(f"   {datum_words(guess.datum, language)}{sure}{offset}: {reasons}")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
