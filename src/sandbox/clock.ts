// A clock that can be moved: it runs at the speed of any clock, stands still while a jump is lived through step by
// step, and goes on from where it arrived.
export type MovableClock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Stops the clock at this moment. */
  standAt(ms: number): void
  /** Lets it run on from where it stands. */
  run(): void
  /** How far it is from the machine's own clock (ms): kept, so that a restart goes on at the same time. */
  offset(): number
}

export const movableClock = (offset: number, machine: () => number = Date.now): MovableClock => {
  let ahead = offset
  let standing: number | undefined
  const now = () => standing ?? machine() + ahead
  return {
    now,
    standAt: (ms) => {
      standing = ms
      ahead = ms - machine()
    },
    run: () => {
      ahead = now() - machine()
      standing = undefined
    },
    offset: () => now() - machine(),
  }
}
