// Lets everything that is written stand still for a moment, so that all files can be seen as they were at one and the
// same instant. What is under way is finished first; what is begun meanwhile waits.
export type Standstill = {
  /** A piece of writing: it waits while all stands still. */
  writing<T>(work: () => Promise<T>): Promise<T>
  /** Does something while nothing is being written. One at a time. */
  whileStill<T>(work: () => Promise<T>): Promise<T>
}

export function standstill(): Standstill {
  const underWay = new Set<Promise<unknown>>()
  let still: Promise<unknown> | undefined

  return {
    async writing(work) {
      while (still) await still
      const mine = work()
      const ended = mine.catch(() => {}).finally(() => underWay.delete(ended))
      underWay.add(ended)
      return await mine
    },
    async whileStill(work) {
      while (still) await still
      const mine = Promise.resolve()
        .then(async () => {
          await Promise.all(underWay)
          return await work()
        })
        .finally(() => {
          still = undefined
        })
      still = mine.catch(() => {})
      return await mine
    },
  }
}
