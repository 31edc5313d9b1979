"""A bucket gives so many at once and then so many a second; a client is an address, or the house it stands in."""

import pytest

from serve.guards.rates import Buckets, Rate, client_key


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_so_many_at_once_and_then_at_a_rate() -> None:
    clock = Clock()
    buckets = Buckets(Rate(at_once=3, a_second=0.5), now=clock)
    assert [buckets.wait_s("a") for _ in range(4)] == [0, 0, 0, 2]
    assert buckets.wait_s("b") == 0
    clock.now_s += 1
    assert buckets.wait_s("a") == 1
    clock.now_s += 1
    assert [buckets.wait_s("a") for _ in range(2)] == [0, 2]
    clock.now_s += 1000
    assert [buckets.wait_s("a") for _ in range(4)] == [0, 0, 0, 2]


def test_who_is_told_to_wait_and_waits_so_long_gets_one() -> None:
    clock = Clock()
    buckets = Buckets(Rate(at_once=1, a_second=0.3), now=clock)
    assert buckets.wait_s("a") == 0
    wait_s = buckets.wait_s("a")
    clock.now_s += wait_s
    assert wait_s and buckets.wait_s("a") == 0


def test_no_more_clients_are_kept_than_may_be() -> None:
    buckets = Buckets(Rate(at_once=1, a_second=0.001), most_clients=100)
    for number in range(10_000):
        buckets.wait_s(str(number))
    assert len(buckets._kept) == 100
    assert buckets.wait_s("9999") > 0


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("127.0.0.1", None),
        ("127.8.9.1", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "-"),
        ("localhost", "-"),
        ("x" * 100_000, "-"),
    ],
)
def test_what_one_client_is(host: str, key: str | None) -> None:
    assert client_key(host) == key
