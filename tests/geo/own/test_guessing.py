"""Numbers without a word on their datum: which readings are offered, in which order, and when one is certain."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.crs import transformed, wgs84_to_gcj02
from geo.messages.own import DATUM_NAMES
from geo.own.datum import DATUMS, UnknownDatumError, datum_named, distances_m, to_wgs84
from geo.own.guessing import Declared, Guess, guesses
from geo.own.named import Gazetteer, bare_name
from tests.conftest import the_city, the_plan

PLAN = the_plan()
CITY = shapely.union_all([unit.geometry for unit in PLAN.units])
PLACES = np.array([[114.0579, 22.5431], [113.9294, 22.5329], [114.2479, 22.7209], [113.8839, 22.5553]])
STATIONS = [feature for feature in the_city() if feature.kind == "metro-station"][40:60]
STATION_PLACES = np.array([[station.geometry.x, station.geometry.y] for station in STATIONS])


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(PLAN, the_city())


def gcj02_to_bd09(lonlat: np.ndarray) -> np.ndarray:
    """As Baidu publishes it: the inverse of what geo.crs has."""
    x, y = lonlat[:, 0], lonlat[:, 1]
    frequency = np.pi * 3000.0 / 180.0
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * frequency)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * frequency)
    return np.column_stack((radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006))


def written(places: np.ndarray, datum: str) -> np.ndarray:
    """WGS-84 places as a file in that datum has them."""
    epsg = DATUMS[datum].epsg
    if epsg is not None:
        return transformed(places, source_epsg=4326, target_epsg=epsg)
    return wgs84_to_gcj02(places) if datum == "gcj02" else gcj02_to_bd09(wgs84_to_gcj02(places))


def codes(guess: Guess) -> set[str]:
    return {reason.code for reason in guess.reasons}


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("datum", DATUMS)
def test_numbers_lead_back_to_their_places(datum: str, swapped: bool) -> None:
    numbers = written(PLACES, datum)[:, :: -1 if swapped else 1]
    assert distances_m(to_wgs84(numbers, DATUMS[datum], swapped=swapped), PLACES).max() < 0.5


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("datum", [name for name in DATUMS if name.startswith("cgcs2000") or name == "web-mercator"])
def test_metres_are_known_by_their_size(datum: str, swapped: bool) -> None:
    best = guesses(written(PLACES, datum)[:, :: -1 if swapped else 1], CITY)[0]
    if datum in ("cgcs2000-111", "cgcs2000-117"):
        assert best.datum in (datum, "utm-49", "utm-50")
    else:
        assert (best.datum, best.swapped) == (datum, swapped)
    assert best.inside == 1.0
    assert not best.certain
    assert ("own-swapped" in codes(best)) == swapped


def test_degrees_without_names_are_never_certain_and_say_how_far_off_the_other_is() -> None:
    found = guesses(PLACES, CITY)
    assert [guess.datum for guess in found] == ["wgs84", "gcj02", "bd09"]
    assert not any(guess.certain for guess in found)
    assert 500 < (found[0].offset_m or 0) < 700
    assert all("own-twins" in codes(guess) for guess in found)


def test_latitude_first_is_seen() -> None:
    best = guesses(PLACES[:, ::-1], CITY)[0]
    assert (best.datum, best.swapped) == ("wgs84", True)
    assert np.allclose(best.extent, [*PLACES.min(axis=0), *PLACES.max(axis=0)])


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
def test_named_features_tell_the_datum(datum: str) -> None:
    table = pd.DataFrame({"名称": [f"{station.name}站" for station in STATIONS]})
    matches = gazetteer().matches(table, ["名称"])
    assert len(matches) == len(STATIONS)
    best = guesses(written(STATION_PLACES, datum), CITY, matches=matches)[0]
    assert (best.datum, best.certain) == (datum, True)
    assert "own-names-fit" in codes(best)
    assert "own-twins" not in codes(best)


def test_names_outweigh_what_the_file_declares_and_it_is_said() -> None:
    table = pd.DataFrame({"name": [station.name for station in STATIONS]})
    matches = gazetteer().matches(table, ["name"])
    found = guesses(written(STATION_PLACES, "gcj02"), CITY, declared=Declared("EPSG:4326"), matches=matches)
    assert (found[0].datum, found[0].certain) == ("gcj02", True)
    assert "own-not-declared" in codes(found[0])
    declared = next(guess for guess in found if guess.datum == "wgs84")
    off = next(reason for reason in declared.reasons if reason.code == "own-names-off")
    assert not declared.certain
    assert 450 < float(off.values["detail"]) < 750


def test_one_or_two_names_are_a_hint_and_no_proof() -> None:
    table = pd.DataFrame({"name": [STATIONS[0].name, STATIONS[5].name]})
    matches = gazetteer().matches(table, ["name"])
    best = guesses(written(STATION_PLACES[[0, 5]], "gcj02"), CITY, matches=matches)[0]
    assert (best.datum, best.certain) == ("gcj02", False)


def test_a_name_of_many_rows_is_no_place() -> None:
    table = pd.DataFrame({"区": [STATIONS[0].name] * 50})
    assert gazetteer().matches(table, ["区"]) == []


def test_a_declared_projection_that_fits_is_certain_and_one_that_does_not_is_contradicted() -> None:
    fits = guesses(written(PLACES, "cgcs2000-114"), CITY, declared=Declared("EPSG:4547"))[0]
    assert (fits.datum, fits.certain) == ("cgcs2000-114", True)
    wrong = guesses(PLACES, CITY, declared=Declared("EPSG:4547"))[0]
    assert (wrong.datum, wrong.certain) == ("wgs84", False)
    assert "own-not-declared" in codes(wrong)


def test_a_declared_geographic_datum_comes_first_and_is_not_certain() -> None:
    best = guesses(written(PLACES, "gcj02"), CITY, declared=Declared("EPSG:4490", by_format=False))[0]
    assert (best.datum, best.certain) == ("wgs84", False)
    assert {"own-declared", "own-twins"} <= codes(best)


def test_a_word_in_the_file_speaks_for_a_datum() -> None:
    best = guesses(PLACES, CITY, words=("sites_高德.csv", "lng"))[0]
    assert (best.datum, best.certain) == ("gcj02", False)
    assert "own-hinted" in codes(best)


@pytest.mark.parametrize("numbers", [np.empty((0, 2)), np.full((3, 2), np.nan), np.array([[20000.0, 110000.0]])])
def test_numbers_that_are_no_place_have_no_reading(numbers: np.ndarray) -> None:
    assert guesses(numbers, CITY) == []


def test_places_elsewhere_are_read_as_they_are_and_it_is_said() -> None:
    best = guesses(np.array([[2.35, 48.85], [2.36, 48.86]]), CITY)[0]
    assert best.datum == "wgs84"
    assert "own-outside" in codes(best)


def test_a_code_is_one_datum_whatever_it_is_called() -> None:
    assert datum_named("EPSG:4490") is DATUMS["wgs84"]
    assert datum_named("epsg:4547") is DATUMS["cgcs2000-114"]
    assert datum_named("EPSG:2383").metric
    for wrong in ("", "EPSG:", "EPSG:5773", "EPSG:99999999", "../x", "gcj"):
        with pytest.raises(UnknownDatumError):
            datum_named(wrong)
    assert set(DATUM_NAMES) == set(DATUMS)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("西丽站", "西丽"),
        ("深圳市西丽地铁站(A口)", "西丽"),
        ("ＸＩＬＩ Station", "xili"),
        ("车公庙枢纽", "车公庙"),
        ("站", "站"),
    ],
)
def test_names_are_compared_without_what_hands_write_differently(name: str, bare: str) -> None:
    assert bare_name(name) == bare
