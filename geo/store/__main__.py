"""The store by command: python -m geo.store status | people | role | sign-out | trail | export | import."""

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.edits.release import export, resting_on_older, take_release
from geo.folder import DATA
from geo.store.errors import StoreError
from geo.store.model import Entry, TrailOf
from geo.store.people import People
from geo.store.person import ROLES
from geo.store.store import Store

PAGE = 500


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked; 0 when it is done, 1 with the reason otherwise."""
    options = _parser().parse_args(arguments)
    try:
        for line in DOING[options.do](options, Store.present(who="command")):
            print(line)
    except StoreError as error:
        print(error.breach.text(options.lang), file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser = argparse.ArgumentParser(prog="python -m geo.store", description=__doc__.splitlines()[0])
    doing = parser.add_subparsers(dest="do", required=True)
    doing.add_parser("status", parents=[shared], help="数据库在哪里、有多少 / where the database is and what it holds")
    doing.add_parser("people", parents=[shared], help="登录过的人员 / persons who have signed in")
    role = doing.add_parser("role", parents=[shared], help="授予角色 / give somebody a role")
    role.add_argument("person", help="编号或邮箱，见 people / id or e-mail, as `people` lists them")
    role.add_argument("role", choices=ROLES)
    role.add_argument("--reason", default="", help="写入改动记录 / for the trail")
    out_of = doing.add_parser("sign-out", parents=[shared], help="使其处处退出登录 / end all sign-ins of a person")
    out_of.add_argument("person", help="编号或邮箱，见 people / id or e-mail, as `people` lists them")
    out_of.add_argument("--reason", default="", help="写入改动记录 / for the trail")
    trail = doing.add_parser("trail", parents=[shared], help="改动记录，CSV / the trail as CSV")
    trail.add_argument("--about", help="项目编号 / id of an item")
    trail.add_argument("--who", help="人员编号 / id of a person")
    trail.add_argument("--kind", help="类别，如 briefing / kind, such as briefing")
    out = doing.add_parser("export", parents=[shared], help="修订写成数据文件 / accepted changes as data files")
    out.add_argument("--out", type=Path, required=True, help="文件夹，如 data / folder, such as data")
    taken = doing.add_parser("import", parents=[shared], help="接入新版数据 / accepted changes onto the present data")
    taken.add_argument(
        "--keep", action="append", default=[], metavar="ITEM", help="冲突时用修订 / ours where both changed"
    )
    return parser


def _status(_: argparse.Namespace, store: Store) -> Iterator[str]:
    yield store.database.name
    with store.reading() as present:
        for kind, revision in sorted((present.revisions() if present else {}).items()):
            assert present is not None
            yield f"{kind}\t{len(present.listing(kind))}\trevision {revision}"
    # Whether large files can be had is asked here: of a store elsewhere nobody hears before something is brought.
    store.files.reach()
    for item in resting_on_older(store, DATA):
        yield f"{item}\tolder release: python -m geo.store import"


def _people(_: argparse.Namespace, store: Store) -> Iterator[str]:
    for person in People(store).listing():
        yield "\t".join((person.id, person.role, person.name, person.email))


def _role(options: argparse.Namespace, store: Store) -> Iterator[str]:
    people = People(store)
    person = people.give_role(people.named(options.person).id, options.role, reason=options.reason)
    yield "\t".join((person.id, person.role, person.name, person.email))


def _sign_out(options: argparse.Namespace, store: Store) -> Iterator[str]:
    people = People(store)
    person = people.sign_out(people.named(options.person).id, reason=options.reason)
    yield "\t".join((person.id, person.role, person.name, person.email))


def _trail(options: argparse.Namespace, store: Store) -> Iterator[str]:
    wanted = TrailOf(kind=options.kind, about=options.about, who=options.who)
    rows = csv.writer(sys.stdout)
    rows.writerow(Entry.__slots__)
    last: int | None = None
    while True:
        with store.reading() as present:
            found = present.trail(wanted, before=last, most=PAGE) if present else []
        for entry in found:
            # A cell that a spreadsheet would take for a formula begins with an apostrophe.
            cells = [str(getattr(entry, name) if getattr(entry, name) is not None else "") for name in Entry.__slots__]
            rows.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells])
        if len(found) < PAGE:
            return
        last = found[-1].entry
        yield from ()


def _export(options: argparse.Namespace, store: Store) -> Iterator[str]:
    yield from export(store, DATA, options.out)


def _import(options: argparse.Namespace, store: Store) -> Iterator[str]:
    for merged in take_release(store, DATA, keep=frozenset(options.keep)):
        yield "\t".join((merged.id, merged.outcome, ", ".join(merged.fields)))


DOING = {
    "status": _status, "people": _people, "role": _role, "sign-out": _sign_out, "trail": _trail, "export": _export,
    "import": _import,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
