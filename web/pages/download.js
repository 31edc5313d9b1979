// The list of a page as a workbook at one click; where it cannot be had, the reason stands beside the button.

import { h } from "../base/dom.js";

const KEPT_MS = 10000;

/**
 * { node, render }; without a server (a meeting kit) there is nothing to click.
 * @param {PlanMap} map
 */
export function buildListDownload(map) {
  const { store } = map;
  const status = h("span", { class: "quiet", role: "status" });
  const button = h("button", { class: "action", "data-action": "download", onclick: () => take() });
  const node = h("span", { class: "download", hidden: !map.received.listUrl }, status, button);
  const render = () => {
    button.textContent = store.t("list.download");
    button.title = store.t("list.download.title");
  };
  const take = async () => {
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    status.textContent = store.t("list.making");
    try {
      const address = `${map.received.listUrl}?${map.address.query()}`;
      const answer = await fetch(address);
      if (answer.ok) save(await answer.blob(), `${store.t("app.name")}-${store.t("product.list")}.xlsx`);
      status.textContent = answer.ok ? "" : await answer.text();
    } catch (error) {
      status.textContent = store.t("list.failed", { detail: /** @type {Error} */ (error).message });
    }
    button.removeAttribute("aria-disabled");
  };
  render();
  return { node, render };
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
