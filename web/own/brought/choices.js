// What somebody chooses of a file's layer before it is taken.

const AREA_OPACITY = 0.45;
/** Of so many points and more how large each is, in pixels: among many small ones the plan stays in sight. */
const POINT_SIZES = [
  { least: 20_000, size: 3 },
  { least: 2000, size: 5 },
];

/**
 * @param {OwnProposal} proposal
 * @param {OwnChoice | undefined} before what was chosen of the same layer when it was read otherwise
 * @returns {OwnChoice}
 */
export function chosenAs(proposal, before) {
  const { guesses, leftOut } = proposal;
  const fresh = { proposal, take: guesses.length > 0, title: proposal.title, guess: 0, leaveOut: leftOut > 0 };
  if (!before) return fresh;
  const was = before.proposal.guesses[before.guess];
  const same = guesses.findIndex(({ datum, swapped }) => datum === was?.datum && swapped === was.swapped);
  return {
    ...fresh,
    take: fresh.take && before.take,
    title: before.title === before.proposal.title ? proposal.title : before.title,
    guess: Math.max(same, 0),
    leaveOut: leftOut > 0 && before.proposal.leftOut === leftOut ? before.leaveOut : fresh.leaveOut,
  };
}

/**
 * @param {OwnChoice} choice
 * @param {Partial<OwnStyle>} style
 */
export function wishOf({ proposal, title, guess, leaveOut }, style) {
  const { datum, swapped } = proposal.guesses[guess];
  return { number: proposal.number, title, datum, swapped, leave_out: leaveOut, style };
}

/**
 * How a layer looks at first: a colour that others do not have; the plan stays in sight under areas and among many
 * points.
 * @param {OwnProposal} proposal
 * @param {string[]} palette
 * @param {number} before how many layers there are
 * @returns {Partial<OwnStyle>}
 */
export function dressed({ kinds, count }, palette, before) {
  const color = palette[before % palette.length];
  const many = POINT_SIZES.find(({ least }) => kinds.includes("point") && count >= least);
  return {
    ...(color && { color }),
    ...(kinds.includes("area") && { opacity: AREA_OPACITY }),
    ...(many && { size: many.size }),
  };
}
