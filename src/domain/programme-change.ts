// What a change of a programme comes to, before it is saved: which settings differ, and for whom.
import { localDateOf } from './calendar.ts'
import type { Instant, UserId } from './model.ts'
import { type Programme, ProgrammeSettings } from './workspace.ts'

export type Field = keyof ProgrammeSettings
export const programmeFields = Object.keys(ProgrammeSettings.shape) as Field[]

/** A programme's settings, as an admin chose them. */
export const settingsOf = (programme: Programme): ProgrammeSettings => {
  const {
    id: _,
    followsLost: _lost,
    madeAt: _made,
    revision: _revision,
    endedAt: _ended,
    runsFrom: _runs,
    ...settings
  } = programme
  return settings
}

/** Settings that say when its questions come: what was due before a change of them is not asked any more. */
const when: readonly Field[] = ['schedule', 'clock', 'zone', 'startsOn']
/** Settings that change what is asked, or when. */
const asks: readonly Field[] = [
  ...when,
  'endsOn',
  'pauses',
  'rotation',
  'packs',
  'remindAfter',
  'closesAfterDays',
  'digestOn',
]

/** Settings that stand in an invitation. */
const told: readonly Field[] = [
  'name',
  'schedule',
  'answersFor',
  'privacyContact',
  'purpose',
  'citizens',
  'lawfulBasis',
  'processors',
  'assessedOn',
]

/** The programme with those settings that an admin touched; what they left alone stays as it is now. */
export const withTouched = (
  current: Programme,
  mine: ProgrammeSettings,
  touched: readonly Field[],
  now: Instant,
): Programme => {
  const chosen = Object.fromEntries(touched.map((field) => [field, mine[field]]))
  const after: Programme = { ...current, ...chosen }
  const changed = changedFields(current, after)
  if (changed.length === 0) return current
  const isMoved = changed.some((it) => when.includes(it))
  return { ...after, revision: current.revision + 1, runsFrom: isMoved ? now : current.runsFrom }
}

/** Which settings differ. */
export const changedFields = (before: ProgrammeSettings, after: ProgrammeSettings): Field[] =>
  programmeFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))

/** Whether people are asked something else, or at another time, once these settings differ. */
export const changesWhatIsAsked = (changed: readonly Field[]): boolean =>
  changed.some((it) => asks.includes(it))

/** Whether an invitation says something else once these settings differ. */
export const changesWhatIsTold = (changed: readonly Field[]): boolean =>
  changed.some((it) => told.includes(it))

/** Who comes to a programme with a change, and who goes. */
export const comingAndGoing = (before: readonly UserId[], after: readonly UserId[]) => ({
  coming: after.filter((it) => !before.includes(it)),
  going: before.filter((it) => !after.includes(it)),
})

/** Ended: nothing more is asked, and nothing is deleted. */
export const ended = (programme: Programme, now: Instant): Programme =>
  programme.endedAt ? programme : { ...programme, endedAt: now, revision: programme.revision + 1 }

/** Asked again from now on, in the week of the cycle that it is by then; a last day that has passed is taken off. */
export const startedAgain = (programme: Programme, now: Instant): Programme => {
  const { endedAt, endsOn, ...rest } = programme
  const today = localDateOf(now, programme.zone)
  if (!endedAt && (endsOn === undefined || endsOn >= today)) return programme
  const isOpen = endsOn !== undefined && endsOn >= today
  return { ...rest, ...(isOpen && { endsOn }), revision: programme.revision + 1, runsFrom: now }
}

export type Fact = 'answersFor' | 'privacyContact' | 'purpose' | 'paid' | 'support'

/** What people must know before they say yes, and nobody has said yet, in the order of the form. */
export const missingFacts = ({
  answersFor,
  privacyContact,
  purpose,
  citizens,
}: ProgrammeSettings): Fact[] => {
  const facts: Partial<Record<Fact, string>> = { answersFor, privacyContact, purpose, ...citizens }
  return (Object.keys(facts) as Fact[]).filter((it) => facts[it]?.trim() === '')
}

/** Whether people may be invited to it now: it goes on, and they are told all that they must know. */
export const mayInvite = (programme: Programme): boolean =>
  !programme.endedAt && missingFacts(programme).length === 0
