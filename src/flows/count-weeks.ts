// Once a week all documents are read, one after the other, to fix the week that has been over for seven days. A crash
// before it is written means that it is counted again; once written it is never counted again.
import { pruned } from '../domain/audit.ts'
import { localDateOf } from '../domain/calendar.ts'
import { type PersonsWeek, pendingWeeks, weeksOf, withWeek } from '../domain/delivery-health.ts'
import { type LocalDate, Zone } from '../domain/model.ts'
import { fewestPeople, type Shown, showWeek } from '../domain/weekly-bands.ts'
import { changeWorkspace } from './change-workspace.ts'
import { readable, type World } from './world.ts'

/** Replies are fewer than people, and a figure of them needs as many as a partnership's does. */
const fewestReplies = 5

export const countWeeks = async (world: World, until?: AbortSignal): Promise<void> => {
  const { delivery, programmes } = world.workspace.current
  const now = world.clock.now()
  const first = programmes.map(({ madeAt }) => madeAt).toSorted()[0]
  if (!first) return
  const pending = pendingWeeks(delivery, localDateOf(first, utc), now)
  if (pending.length === 0) return
  const { basis } = delivery
  const wanted = [...new Set([...pending, ...(basis ? [basis.asked.since, basis.replied.since] : [])])]
  const people = new Map<string, Map<LocalDate, PersonsWeek>>()
  for (const id of await world.leaders.ids()) {
    if (until?.aborted) return
    const leader = await readable(world, id)
    if (leader) people.set(id, weeksOf(leader, wanted))
  }
  const outOf = new Set(programmes.flatMap((it) => it.people)).size
  const behind = (what: 'asked' | 'replied', weekOf: LocalDate): Set<string> =>
    new Set([...people].flatMap(([id, weeks]) => (weeks.get(weekOf)?.[what] ? [id] : [])))
  const shown = (what: 'asked' | 'replied', weekOf: LocalDate, last: Shown | undefined, fewest: number) =>
    showWeek(
      last,
      last ? behind(what, last.since) : new Set(),
      { weekOf, who: behind(what, weekOf), outOf: what === 'asked' ? outOf : behind('asked', weekOf).size },
      fewest,
    )
  const sum = (what: 'late' | 'missed' | 'failed', weekOf: LocalDate): number =>
    [...people.values()].reduce((n, weeks) => n + (weeks.get(weekOf)?.[what] ?? 0), 0)
  let next = delivery
  for (const weekOf of pending) {
    next = withWeek(next, weekOf, {
      asked: shown('asked', weekOf, next.basis?.asked, fewestPeople),
      replied: shown('replied', weekOf, next.basis?.replied, fewestReplies),
      // It goes by how many are named, which an admin knows.
      amounts:
        outOf < fewestPeople
          ? undefined
          : { late: sum('late', weekOf), missed: sum('missed', weekOf), failed: sum('failed', weekOf) },
    })
  }
  const { weeks, basis: after } = next
  await changeWorkspace(world, (it) =>
    it.delivery.weeks.at(-1)?.weekOf === delivery.weeks.at(-1)?.weekOf
      ? { ...it, delivery: { ...it.delivery, weeks, basis: after }, audit: [...pruned(it.audit, now)] }
      : it,
  )
}

const utc = Zone.parse('UTC')
