// What `doctor` finds: a thing, where it is, and what to do about it.

export type Finding = {
  /**
   * `fault`: it keeps Balcony, or part of it, from working. `advice`: it works, and should not be left so.
   * `fine`: looked at, and well. `note`: worth knowing, or not to be seen from here.
   */
  is: 'fault' | 'advice' | 'fine' | 'note'
  /** Names the kind of thing for scripts; it stays as it is from one version to the next. */
  code: string
  what: string
  /** A file, a setting, a place in Slack. */
  where?: string
  /** What to do now; every fault and every advice has one. */
  remedy?: string
}

export const fault = (code: string, what: string, where: string, remedy: string): Finding => ({
  is: 'fault',
  code,
  what,
  where,
  remedy,
})
export const advice = (code: string, what: string, where: string, remedy: string): Finding => ({
  is: 'advice',
  code,
  what,
  where,
  remedy,
})
export const fine = (code: string, what: string): Finding => ({ is: 'fine', code, what })
export const note = (code: string, what: string, remedy?: string): Finding => ({
  is: 'note',
  code,
  what,
  ...(remedy && { remedy }),
})

/** What is looked at, and the few things about this machine that a test must be able to say otherwise. */
export type Machine = {
  /** As the process was given it, without `.env`. */
  environment: Record<string, string | undefined>
  /** Where `.env` and relative folders are looked for. */
  folder: string
  /** Where Balcony itself is installed. */
  project: string
  /** The folder of the questions that come with it. */
  shipped: string
  /** This machine's clock, in milliseconds. */
  now: () => number
  /** Such as `24.21.0`. */
  node: string
  /** The user's number; undefined where the system has none. */
  user: number | undefined
  /** How many bytes are free where the data is, where a test says so. */
  free?: number
  /** The network file system that the data is on, where a test says so. */
  network?: string
  /** What this machine's calendar makes of a summer's noon in London, `13:00` where it is whole. */
  londonNoon: () => string
}
