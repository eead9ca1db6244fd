// The whole of a partnership's time: its channel's introduction, and when a month's digest is due. What a digest says is
// decided in sharing.ts.
import { addMonths, earliest, localDateOf, monthOf, plus } from './calendar.ts'
import type { Instant, Intent, LeaderId, Month, PartnershipId } from './model.ts'
import { intend, outboxWakeAt, tidy } from './outbox.ts'
import { editionAt } from './schedule.ts'
import type { Edition, Item, Partnership, PartnershipSettings } from './workspace.ts'

/** A digest of a month is still worth posting for this long after its hour. */
const editionWindow = { hours: 72 }

/** An introduction is still worth posting for this long after its channel was linked: a week to let Balcony in again. */
const introductionWindow = { days: 7 }

/** A partnership whose channel is being linked: the first that it intends is to introduce Balcony there, once. */
export const newPartnership = (id: PartnershipId, now: Instant): Partnership =>
  intend<Partnership>(
    { schema: 1, id, since: now, editions: [], outbox: [] },
    {
      key: `introduction:${id}`,
      kind: 'introduction',
      about: id,
      notBefore: now,
      expiresAt: plus(now, introductionWindow),
    },
  )

/** By what the post of a month's digest is known. */
export const editionKey = (partnership: PartnershipId, month: Month): string =>
  `edition:${partnership}:${month}`

/** The partnership with the digest that is due by now intended. */
export const advance = (
  partnership: Partnership,
  now: Instant,
  settings: PartnershipSettings,
): Partnership => {
  let it = withMissed(tidy(partnership, now))
  for (let next = nextEdition(it, settings); next.at <= now; next = nextEdition(it, settings)) {
    const { month, at } = next
    const missed = now >= plus(at, editionWindow)
    it = { ...it, editions: [...it.editions, { month, dueAt: at, missed }] }
    if (missed) continue
    it = intend(it, {
      key: editionKey(it.id, month),
      kind: 'edition',
      about: month,
      notBefore: now,
      expiresAt: plus(at, editionWindow),
    })
  }
  return it
}

// A digest that surely never appeared has used nothing up: what was to be in it goes into the next.
const withMissed = (partnership: Partnership): Partnership =>
  partnership.editions.some((it) => lostAt(partnership, it))
    ? {
        ...partnership,
        editions: partnership.editions.map((it) =>
          lostAt(partnership, it) ? { ...it, frozen: undefined, missed: true } : it,
        ),
      }
    : partnership

// When it turned out that a digest will not appear.
const lostAt = (partnership: Partnership, it: Edition): Instant | undefined => {
  if (it.missed || it.ts || it.doubted) return undefined
  const state = stateOf(partnership, it)
  return state?.is === 'expired' || state?.is === 'failed' ? state.at : undefined
}

const stateOf = ({ id, outbox }: Partnership, { month }: Edition): Intent['state'] | undefined =>
  outbox.find(({ key }) => key === editionKey(id, month))?.state

/** Whether a digest is being posted just now, with the words that were its authors' wish a moment ago. */
export const isOnItsWay = (partnership: Partnership, edition: Edition): boolean =>
  stateOf(partnership, edition)?.is === 'claimed'

/** The newest digest, where it never appeared. */
export const lastMissed = ({ editions }: Partnership): Edition | undefined =>
  editions.slice(-1).find(({ missed }) => missed)

/** Whoever set it up was told that a digest never appeared. */
export const withMissedSaid = (partnership: Partnership, month: Month): Partnership => ({
  ...partnership,
  editions: partnership.editions.map((it) => (it.month === month ? { ...it, saidMissed: true } : it)),
})

/**
 * Whether a digest stands as it was frozen: it appeared, or may have. Until then it is frozen anew each time it is sent. One
 * of which a backup knew nothing but that it was due has nothing to stand by.
 */
export const standsAsFrozen = ({ ts, doubted, frozen }: Edition): boolean =>
  ts !== undefined || (doubted === true && frozen !== undefined)

/** Nobody could tell whether a digest appeared, so its figures stand. */
export const withDoubt = (partnership: Partnership, key: string): Partnership => ({
  ...partnership,
  editions: partnership.editions.map((it) =>
    editionKey(partnership.id, it.month) === key ? { ...it, doubted: true } : it,
  ),
})

/** The next instant at which `advance` would do something. */
export const wakeAt = (partnership: Partnership, settings: PartnershipSettings): Instant | undefined =>
  earliest([
    outboxWakeAt(partnership),
    ...partnership.outbox.map((it) => (it.state.is === 'waiting' ? it.expiresAt : undefined)),
    ...partnership.editions.map((it) => lostAt(partnership, it)),
    nextEdition(partnership, settings).at,
  ])

/** The month that the next digest looks back on, and when it is posted. */
export const nextEdition = (
  partnership: Partnership,
  settings: PartnershipSettings,
): { month: Month; at: Instant } => {
  const last = partnership.editions.at(-1)
  const month = last ? addMonths(last.month, 1) : monthOf(localDateOf(partnership.since, settings.zone))
  return { month, at: editionAt(settings, month) }
}

/** Whether a digest that was posted shows any of these words or named them. */
export const shows = ({ frozen }: Edition, item: Item): boolean =>
  [...(frozen?.named ?? []), ...(frozen?.unnamed ?? [])].some(
    (it) => it.leader === item.leader && it.reflection === item.reflection,
  )

/**
 * Digests without someone who deleted everything. Figures stay as they were; who was behind them is no longer on record, and
 * of whom a digest named only how many they were.
 */
export const withoutAuthor = (editions: readonly Edition[], author: LeaderId): Edition[] => {
  const left = (items: readonly Item[]) => items.filter(({ leader }) => leader !== author)
  const named = (it: Edition | undefined) =>
    it?.frozen?.named.some(({ leader }) => leader === author) ?? false
  return editions.map((edition) => {
    const { frozen } = edition
    if (!frozen?.counted.some(({ leader }) => leader === author)) return edition
    const isAgain = named(editions.find(({ month }) => month === addMonths(edition.month, -1)))
    return {
      ...edition,
      frozen: {
        ...frozen,
        named: left(frozen.named),
        unnamed: left(frozen.unnamed),
        counted: left(frozen.counted),
        ...(named(edition) && {
          namedAndGone: (frozen.namedAndGone ?? 0) + 1,
          ...(isAgain && { namedBeforeAndGone: (frozen.namedBeforeAndGone ?? 0) + 1 }),
        }),
      },
    }
  })
}
