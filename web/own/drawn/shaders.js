// The shaders of points, lines and areas of layers that people brought.

/** Of textures that have a texel a row, a point or a segment. */
export const WIDTH = 2048;

export const MARKS = {
  name: "marks",
  vs: `\
layout(std140) uniform marksUniforms {
  vec4 paper;
  float size;
  float opacity;
  float ratio;
  highp int chosen;
} marks;
uniform sampler2D ownRows;

vec4 row_color(float row) {
  int number = int(row + 0.5);
  return texelFetch(ownRows, ivec2(number % ${WIDTH}, number / ${WIDTH}), 0);
}
`,
  uniformTypes: { paper: "vec4<f32>", size: "f32", opacity: "f32", ratio: "f32", chosen: "i32" },
};
const AWAY = "vec4(2.0, 2.0, 2.0, 1.0)";
// Four corners a mark (marks.js): which one this is, and where its place and whose it is stand in the textures.
const OF_MARK = `\
uniform highp sampler2D ownPlaces;
uniform highp sampler2D ownOwners;
const vec2 CORNERS[4] = vec2[4](vec2(-1.0, -1.0), vec2(1.0, -1.0), vec2(-1.0, 1.0), vec2(1.0, 1.0));

ivec2 texel() {
  int mark = gl_VertexID / 4;
  return ivec2(mark % ${WIDTH}, mark / ${WIDTH});
}
`;

const DISC = `\
flat out vec4 vColor;
flat out vec3 vRim;
flat out float vRadius;

bool is_chosen(float row) {
  return int(row + 0.5) == marks.chosen;
}

float disc(float row, vec4 color) {
  vRadius = marks.size * (is_chosen(row) ? 0.8 : 0.5);
  vColor = vec4(color.rgb, is_chosen(row) ? 1.0 : marks.opacity);
  vRim = marks.paper.rgb;
  return vRadius + (is_chosen(row) ? 3.0 : 1.0);
}
`;
const DISC_INSIDE = `\
precision highp float;
flat in vec4 vColor;
flat in vec3 vRim;
flat in float vRadius;
out vec4 fragColor;

void paint(float away) {
  float inside = clamp(vRadius - away + 0.5, 0.0, 1.0);
  float rim = vRadius < 2.5 ? 0.0 : clamp(vRadius + 1.5 - away, 0.0, 1.0);
  float alpha = max(inside, rim) * vColor.a;
  if (alpha < 0.02) discard;
  fragColor = vec4(mix(vRim, vColor.rgb, inside), alpha);
}
`;

// A disc with a rim of paper, which is what tells it from others of its colour; the chosen one is larger.
export const POINTS = {
  vs: `\
#version 300 es
#define SHADER_NAME own-points-vertex
${OF_MARK}${DISC}
out vec2 vCorner;

void main(void) {
  float row = texelFetch(ownOwners, texel(), 0).r;
  vec4 color = row_color(row);
  vCorner = CORNERS[gl_VertexID % 4] * disc(row, color);
  vec4 middle = plane.matrix * vec4(texelFetch(ownPlaces, texel(), 0).rg, 0.0, 1.0);
  gl_Position = color.a == 0.0 ? ${AWAY} : middle + vec4(vCorner * plane.pixel * middle.w, 0.0, 0.0);
}
`,
  fs: `\
#version 300 es
#define SHADER_NAME own-points-fragment
${DISC_INSIDE}
in vec2 vCorner;

void main(void) {
  paint(length(vCorner));
}
`,
};

// The same as points of the GPU's own: one corner each instead of four. One whose middle is off the map is not drawn,
// which is not seen of small ones.
export const DOTS = {
  vs: `\
#version 300 es
#define SHADER_NAME own-dots-vertex
in vec2 places;
in float rows;
${DISC}
flat out float vReach;

void main(void) {
  vec4 color = row_color(rows);
  vReach = disc(rows, color);
  gl_PointSize = 2.0 * vReach * marks.ratio;
  gl_Position = color.a == 0.0 ? ${AWAY} : plane.matrix * vec4(places, 0.0, 1.0);
}
`,
  fs: `\
#version 300 es
#define SHADER_NAME own-dots-fragment
${DISC_INSIDE}
flat in float vReach;

void main(void) {
  paint(length(2.0 * gl_PointCoord - 1.0) * vReach);
}
`,
};

// A segment with round ends: those of a line join without more.
export const LINES = {
  vs: `\
#version 300 es
#define SHADER_NAME own-lines-vertex
${OF_MARK}
flat out vec4 vColor;
flat out vec2 vLength;
out vec2 vPlace;

void main(void) {
  vec2 corners = CORNERS[gl_VertexID % 4];
  float row = texelFetch(ownOwners, texel(), 0).r;
  vec4 ends = texelFetch(ownPlaces, texel(), 0);
  vec4 color = row_color(row);
  float halfWidth = marks.size * (int(row + 0.5) == marks.chosen ? 1.2 : 0.5);
  vec4 first = plane.matrix * vec4(ends.xy, 0.0, 1.0);
  vec4 last = plane.matrix * vec4(ends.zw, 0.0, 1.0);
  vec2 from = first.xy / first.w / plane.pixel;
  vec2 way = last.xy / last.w / plane.pixel - from;
  float span = length(way);
  vec2 along = span > 0.0 ? way / span : vec2(1.0, 0.0);
  float reach = halfWidth + 0.5;
  vPlace = vec2(corners.x < 0.0 ? -reach : span + reach, corners.y * reach);
  vec2 place = from + along * vPlace.x + vec2(-along.y, along.x) * vPlace.y;
  gl_Position = color.a == 0.0 ? ${AWAY} : vec4(place * plane.pixel * first.w, first.z, first.w);
  vColor = vec4(color.rgb, 1.0);
  vLength = vec2(span, halfWidth);
}
`,
  fs: `\
#version 300 es
#define SHADER_NAME own-lines-fragment
precision highp float;
flat in vec4 vColor;
flat in vec2 vLength;
in vec2 vPlace;
out vec4 fragColor;

void main(void) {
  float beyond = max(max(-vPlace.x, vPlace.x - vLength.x), 0.0);
  float alpha = clamp(vLength.y + 0.5 - length(vec2(beyond, vPlace.y)), 0.0, 1.0) * vColor.a;
  if (alpha < 0.02) discard;
  fragColor = vec4(vColor.rgb, alpha);
}
`,
};

export const AREAS = {
  vs: `\
#version 300 es
#define SHADER_NAME own-areas-vertex
in vec2 places;
in float rows;
flat out vec4 vColor;

void main(void) {
  vec4 color = row_color(rows);
  bool isChosen = int(rows + 0.5) == marks.chosen;
  gl_Position = color.a == 0.0 ? ${AWAY} : plane.matrix * vec4(places, 0.0, 1.0);
  vColor = vec4(color.rgb, isChosen ? min(1.0, marks.opacity + 0.2) : marks.opacity);
}
`,
  fs: `\
#version 300 es
#define SHADER_NAME own-areas-fragment
precision highp float;
flat in vec4 vColor;
out vec4 fragColor;

void main(void) {
  fragColor = vColor;
}
`,
};
