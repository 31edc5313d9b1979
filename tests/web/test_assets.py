"""The bundle is the installed wheel's, or the remedy is named."""

import gzip

import pytest

from web import assets as browser_parts


def test_another_pydeck_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_parts, "version", lambda name: "0.8.0")
    browser_parts.deck_bundle.cache_clear()
    with pytest.raises(browser_parts.BundleError, match=r"pip install --force-reinstall pydeck==0\.9\.3"):
        browser_parts.deck_bundle()
    browser_parts.deck_bundle.cache_clear()


def test_a_wheel_without_its_bundle_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_parts, "BUNDLE_PATH", "nbextension/static/gone.js")
    browser_parts.deck_bundle.cache_clear()
    with pytest.raises(browser_parts.BundleError, match=r"gone\.js"):
        browser_parts.deck_bundle()
    browser_parts.deck_bundle.cache_clear()


def test_gzip_is_whole() -> None:
    assert gzip.decompress(browser_parts.deck_bundle().gzipped).count(b"JSONConverter")
