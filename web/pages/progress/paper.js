// Paper is white: a page that is printed from the dark appearance is shown in the light one meanwhile.

/**
 * @param {Store} store
 * @param {string} page whose own print this is; other pages have none
 */
export function lightOnPaper(store, page) {
  /** @type {Appearance | null} */
  let before = null;
  addEventListener("beforeprint", () => {
    const { appearance } = store.state;
    if (store.state.page !== page || appearance === "light") return;
    before = appearance;
    store.set({ appearance: "light" });
  });
  addEventListener("afterprint", () => {
    if (before) store.set({ appearance: before });
    before = null;
  });
}
