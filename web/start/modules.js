// What is loaded only when it is wanted: the one place with an import of its own kind.

export const MODULES = {
  overview: () => import("../pages/overview.js"),
  districts: () => import("../pages/districts.js"),
  table: () => import("../pages/table.js"),
  progress: () => import("../pages/progress/progress.js"),
  indicators: () => import("../pages/indicators/indicators.js"),
  ask: () => import("../pages/ask/ask.js"),
  answers: () => import("../ask/answers.js"),
  reader: () => import("../pages/reader/reader.js"),
  itemProgress: () => import("../panel/card/progress.js"),
  basemaps: () => import("../tiles/basemaps.js"),
  compare: () => import("../compare/compare.js"),
  city: () => import("../city/city.js"),
  edit: () => import("../edit/edit.js"),
  draw: () => import("../draw/draw.js"),
  own: () => import("../own/own.js"),
  notes: () => import("../notes/notes.js"),
  embed: () => import("../embed/embed.js"),
  present: () => import("../present/presenter.js"),
};
