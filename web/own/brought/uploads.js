// Files on their way to the server: sent one after the other, read there, shown on the map, taken or let go.

import { isThere } from "../../map/viewpoint.js";
import { chosenAs, dressed, wishOf } from "./choices.js";

/** How far beyond what the map was flown to something may lie and still be in sight: another datum moves it so. */
const BESIDE_DEG = 0.008;
/** @typedef {"sending" | "reading" | "ready" | "failed"} UploadState */

export class Uploads {
  /** @param {Own} own */
  constructor(own) {
    this.own = own;
    /** @type {OwnUpload[]} */
    this.all = [];
    this.busy = false;
    this.taking = false;
    /** The layer that is looked at. @type {OwnChoice | null} */
    this.shown = null;
    /** Where the map was flown to for it. @type {{ extent: Bounds, camera: Camera } | null} */
    this.flown = null;
    this.queue = Promise.resolve();
  }

  /** @param {File[]} files */
  take(files) {
    for (const file of files) {
      const fresh = { share: 0, words: "", token: "", encoding: "", choices: [] };
      /** @type {OwnUpload} */
      const upload = { name: file.name, file, state: "sending", ...fresh };
      this.all.push(upload);
      this.queue = this.queue.then(() => this.bring(upload));
    }
    this.own.proposal.render();
  }

  /** @param {OwnUpload} upload */
  async bring(upload) {
    const { server, proposal } = this.own;
    if (!this.all.includes(upload)) return;
    try {
      this.check(upload.file);
      upload.token = await server.send(upload.file, (share) => {
        upload.share = share;
        proposal.progress(upload);
      });
      upload.state = "reading";
      proposal.render();
      await this.read(upload, "");
      const [first] = upload.choices;
      if (!this.shown && first) this.look(first);
    } catch (error) {
      Object.assign(upload, { state: "failed", words: /** @type {Error} */ (error).message });
    }
    proposal.render();
  }

  // A server that is sent too much breaks off, and its words get lost.
  /** @param {File} file */
  check({ size }) {
    const { map, store } = this.own;
    const most = map.ownDoor.most();
    const megabytes = (/** @type {number} */ bytes) => Math.ceil(bytes / 1e6);
    if (size > most) throw new Error(store.t("mine.tooLarge", { size: megabytes(size), most: megabytes(most) }));
  }

  /**
   * What is in a file, its text read in an encoding; empty for what it looks like. What somebody has chosen of its
   * layers stays.
   * @param {OwnUpload} upload
   * @param {string} encoding
   */
  async read(upload, encoding) {
    const { layers } = await this.own.server.proposal(upload.token, encoding);
    if (!this.all.includes(upload)) return;
    const before = upload.choices;
    upload.choices = layers.map((layer, index) => chosenAs(layer, before[index]));
    Object.assign(upload, { encoding, state: "ready", words: "" });
    const seen = before.indexOf(/** @type {OwnChoice} */ (this.shown));
    if (seen >= 0) this.look(upload.choices[seen] ?? null);
  }

  /**
   * Reads a file again; where it cannot be read so, what was read before stays, and the server's words say why.
   * @param {OwnUpload} upload
   * @param {string} encoding
   */
  async reread(upload, encoding) {
    if (upload.state === "reading" || this.taking) return;
    const before = upload.state;
    upload.state = "reading";
    this.own.proposal.render();
    try {
      await this.read(upload, encoding);
      if (!this.shown) this.look(upload.choices[0] ?? null);
    } catch (error) {
      Object.assign(upload, { state: before, words: /** @type {Error} */ (error).message });
    }
    this.own.proposal.render();
  }

  /**
   * Shows on the map where a layer would lie, and beside it where the next best reading has it.
   * @param {OwnChoice | null} choice
   */
  look(choice) {
    const { own } = this;
    const before = this.shown === choice ? own.preview?.at(-1) : undefined;
    this.shown = choice;
    const guesses = choice?.proposal.guesses ?? [];
    const chosen = guesses[choice?.guess ?? 0];
    const other = guesses.find((guess) => guess !== chosen);
    const near = other && chosen && meets(other.extent, chosen.extent) ? [other] : [];
    own.preview = chosen ? [...near, chosen] : null;
    own.stamp = {};
    own.map.renderer.draw();
    // Another datum moves the features, not the map: one sees how far.
    if (!chosen || (before && meets(before.extent, chosen.extent))) return;
    const { extent } = chosen;
    own.fly(extent, (camera) => {
      this.flown = { extent, camera };
    });
  }

  /** @param {OwnUpload} upload */
  remove(upload) {
    this.all = this.all.filter((each) => each !== upload);
    // Where they would lie stays to be seen until they lie there.
    const seen = upload.choices.includes(/** @type {OwnChoice} */ (this.shown));
    if (seen && this.taking) this.shown = null;
    else if (seen) this.look(null);
    if (!this.shown) {
      const next = this.all.flatMap(({ choices }) => choices)[0];
      if (next || !this.taking) this.look(next ?? null);
    }
    this.own.proposal.render();
  }

  /**
   * Lets a file go: the server forgets it.
   * @param {OwnUpload} upload
   */
  forget(upload) {
    if (upload.token) this.own.server.forget(upload.token).catch(() => {});
    this.remove(upload);
  }

  forgetAll() {
    for (const upload of [...this.all]) this.forget(upload);
  }

  // All files that are ready, each as a whole; what goes wrong is said beside its file.
  async accept() {
    const { own } = this;
    if (this.taking) return;
    this.taking = true;
    own.map.renderer.arrive();
    own.proposal.render();
    /** @type {OwnRecord[]} */
    const made = [];
    for (const upload of this.all.filter(({ state }) => state === "ready")) {
      const taken = upload.choices.filter(({ take }) => take);
      const { length } = own.records;
      const wishes = taken.map((choice, index) =>
        wishOf(choice, dressed(choice.proposal, own.list?.styles.categories ?? [], length + index)),
      );
      if (!wishes.length) continue;
      try {
        const { layers, list } = await own.server.accept(upload.token, wishes, upload.encoding);
        own.list = list;
        made.push(...layers);
        this.remove(upload);
      } catch (error) {
        upload.words = /** @type {Error} */ (error).message;
      }
    }
    if (made.length) this.took(made);
    this.taking = false;
    if (!own.coming.size) own.changed();
    own.proposal.render();
  }

  /** @param {OwnRecord[]} made */
  took(made) {
    const { own } = this;
    own.turn(
      made.map(({ id }) => id),
      true,
    );
    const edge = (/** @type {number} */ side, /** @type {(...all: number[]) => number} */ pick) =>
      pick(...made.map(({ extent }) => extent[side]));
    const all = /** @type {Bounds} */ ([edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)]);
    if (!this.sees(all)) own.fly(all);
  }

  /**
   * Whether the map stands where it was flown to for what lies there: a flight of thousands of features for nothing
   * is dear without a GPU.
   * @param {Bounds} extent
   */
  sees(extent) {
    const { target } = this.own.map.renderer;
    if (!this.flown || !target || !isThere(this.flown.camera, target)) return false;
    const { extent: flown } = this.flown;
    return extent.every((edge, side) => (side < 2 ? flown[side] - edge : edge - flown[side]) < BESIDE_DEG);
  }
}

/**
 * Whether two extents lie on one another, as those of two datums do.
 * @param {Bounds} one
 * @param {Bounds} other
 */
function meets(one, other) {
  return one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1];
}
