"""The map component: deck.gl from the installed pydeck wheel in a Components-v2 host.

Everything that only changes what is seen (layers, filters, pages beside the map, language, camera, hover) happens in
the browser and stands in the address. Python hears of pages of its own.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st

from layers.text import LANGUAGES, text
from serve.map_data import INSTANCE
from web.assets import stylesheet

# Only a starter: the modules themselves come from a hashed route and are cached for ever.
STARTER = """
export default function (component) {
  let stop = null;
  let gone = false;
  const [data] = component.data;
  import(new URL(data.moduleUrl, document.baseURI).href).then((module) => {
    if (!gone) stop = module.mount({ ...component, data });
  }).catch((error) => {
    const notice = component.parentElement.querySelector(".opening");
    if (notice) notice.textContent = Object.values(data.words)
      .map((words) => words.failed.replace("{detail}", () => error.message)).join(" · ");
  });
  return () => {
    gone = true;
    stop?.();
  };
}
"""

# Words from the first moment, in both languages: the language is known when the modules are there.
LOADING = " · ".join(text("app.loading", language) for language in LANGUAGES)
HOLDER = f'<div class="plan-map-holder"><p class="opening" role="status">{LOADING}</p></div>'


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("plan_map", html=HOLDER, css=stylesheet(), js=STARTER)


def _told(key: str, name: str) -> dict[str, Any]:
    told = st.session_state[key].get(name)
    value = told.get("value") if isinstance(told, dict) else None
    return value if isinstance(value, dict) else {}


def plan_map(
    data: Mapping[str, Any],
    *,
    on_page: Callable[[Mapping[str, Any]], None],
    on_scene: Callable[[Mapping[str, Any]], None],
) -> None:
    """Mount the map with `map_data`; it keeps camera, layers and filters across reruns.

    on_page hears of the address when it concerns a page with forms, on_scene of a view to be kept as a scene; both
    before the map is mounted again.
    """
    key = f"map-{INSTANCE}"
    _component()(
        key=key,
        # In a list: in a mapping Streamlit would look for tables, with pandas.
        data=[data],
        on_page_change=lambda: on_page(_told(key, "page")),
        on_scene_change=lambda: on_scene(_told(key, "scene")),
    )
