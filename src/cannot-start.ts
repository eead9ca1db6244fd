/** It cannot start, and this is why and what to do, for the person who started it. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
