// A double click is one wish. Its second press finds that what was wished is done already: that is no news to whoever
// pressed, and needs no apology.

/** Milliseconds between the presses of a double click, with room for a slow line. */
const moment = 1000

/** Tells whether this is the same press once more. `monotonic` gives milliseconds. */
export const createDoublePress = (
  monotonic: () => number = () => performance.now(),
): ((press: readonly unknown[]) => boolean) => {
  const heardAt = new Map<string, number>()
  return (press) => {
    const now = monotonic()
    for (const [key, at] of heardAt) if (now - at > moment) heardAt.delete(key)
    const key = JSON.stringify(press)
    if (heardAt.has(key)) return true
    heardAt.set(key, now)
    return false
  }
}
