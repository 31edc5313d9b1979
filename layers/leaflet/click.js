// What a click means: of all shapes under it the smallest, which another one may lie over.

// What a finger means may lie that far from where it lands.
const FINGER_PX = 10;
/** The shape of an element of the page, while its layer is on. */
const byElement = new Map();

// Of all shapes under a pointer the smallest; a line before any area.
function smallestAt({ clientX, clientY, pointerType }) {
  const reach = pointerType === "touch" ? [0, -FINGER_PX, FINGER_PX] : [0];
  const found = new Set();
  for (const dx of reach)
    for (const dy of reach)
      for (const element of document.elementsFromPoint(clientX + dx, clientY + dy))
        if (byElement.has(element)) found.add(byElement.get(element));
  const size = (shape) => {
    const { width, height } = shape.getElement().getBBox();
    return [shape.options.fill === false ? 0 : 1, width * height];
  };
  const [first] = [...found]
    .map((shape) => ({ shape, size: size(shape) }))
    .sort(({ size: [kind, area] }, { size: [other, least] }) => kind - other || area - least);
  return first?.shape;
}
