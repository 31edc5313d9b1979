// The corners and triangles of ribbons along paths.

// Joints turn by no more than this at once, so that wide lines stay round.
const STEP_RAD = Math.PI / 6;
const TRIANGLES = [0, 1, 2, 1, 3, 2];

// paths: lists of points in degrees; project gives a point's place on the plane. For all corners of all paths, in order: `positions`
// in degrees, with a height; `offsets` from there, in half widths on the plane; `places` as distance along the path on the plane, side
// (1 left, -1 right) and how far into an end's round cap (0 to 1). `starts`: each path's first corner, and the number of all.
export function ribbonsOf(paths, project) {
  const made = { positions: [], offsets: [], places: [], indices: [], starts: [0] };
  for (const path of paths) {
    addRibbon(made, path, project);
    made.starts.push(made.places.length / 3);
  }
  return {
    positions: Float64Array.from(made.positions),
    offsets: Float32Array.from(made.offsets),
    places: Float32Array.from(made.places),
    indices: Uint32Array.from(made.indices),
    starts: made.starts,
  };
}

function addRibbon(made, path, project) {
  const { points, legs } = measured(path, project);
  if (!legs.length) return;
  const [first, last] = [legs[0], legs.at(-1)];
  const closed = legs.length > 2 && points[0][0] === points.at(-1)[0] && points[0][1] === points.at(-1)[1];
  let corner = made.places.length / 3;
  const pair = (point, [x, y], along, { ahead = [0, 0], cap = 0 } = {}) => {
    for (const side of [1, -1]) {
      made.positions.push(point[0], point[1], 0);
      made.offsets.push(side * x + ahead[0], side * y + ahead[1]);
      made.places.push(along, side, cap);
    }
    corner += 2;
  };
  const from = corner;
  if (closed) for (const normal of joint(last, first)) pair(points[0], normal, 0);
  else {
    pair(points[0], normalOf(first), 0, { ahead: [-first.x, -first.y], cap: 1 });
    pair(points[0], normalOf(first), 0);
  }
  for (let at = 1; at < legs.length; at += 1) {
    for (const normal of joint(legs[at - 1], legs[at])) pair(points[at], normal, legs[at].from);
  }
  const end = last.from + last.length;
  if (closed) pair(points.at(-1), joint(last, first)[0], end);
  else {
    pair(points.at(-1), normalOf(last), end);
    pair(points.at(-1), normalOf(last), end, { ahead: [last.x, last.y], cap: 1 });
  }
  for (let at = from; at < corner - 2; at += 2) for (const step of TRIANGLES) made.indices.push(at + step);
}

// The path without points that repeat the one before, and its legs: direction on the plane, length, and how far along they start.
function measured(path, project) {
  const points = [];
  const legs = [];
  let before = null;
  let from = 0;
  for (const point of path) {
    const place = project(point);
    const [x, y] = before ? [place[0] - before[0], place[1] - before[1]] : [0, 0];
    const length = Math.hypot(x, y);
    if (before && !length) continue;
    if (before) legs.push({ x: x / length, y: y / length, length, from });
    from += length;
    points.push(point);
    before = place;
  }
  return { points, legs };
}

function normalOf({ x, y }) {
  return [-y, x];
}

// The normals of the corners where two legs meet: one for both where they hardly turn, else as many as make the turn round.
function joint(one, other) {
  const turn = Math.atan2(one.x * other.y - one.y * other.x, one.x * other.x + one.y * other.y);
  const steps = Math.floor(Math.abs(turn) / STEP_RAD);
  const [x, y] = normalOf(one);
  const turned = (angle, length) => [(x * Math.cos(angle) - y * Math.sin(angle)) * length, (x * Math.sin(angle) + y * Math.cos(angle)) * length];
  if (!steps) return [turned(turn / 2, 1 / Math.cos(turn / 2))];
  return Array.from({ length: steps + 1 }, (_, step) => turned((turn * step) / steps, 1));
}
