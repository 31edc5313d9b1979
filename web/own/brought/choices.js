// What somebody chooses of a file's layer before it is taken.

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

/** @param {OwnChoice} choice */
export function wishOf({ proposal, title, guess, leaveOut }) {
  const { datum, swapped } = proposal.guesses[guess];
  return { number: proposal.number, title, datum, swapped, leave_out: leaveOut };
}
