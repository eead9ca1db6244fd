// Programmes as an admin sees them: what is set up, and nothing of who takes part.
import { localDateOf } from '../domain/calendar.ts'
import { bankOf } from '../domain/curriculum.ts'
import type { ChannelId, LocalDate, ProgrammeId } from '../domain/model.ts'
import { upcoming } from '../domain/preview.ts'
import { type Fact, missingFacts, startedAgain } from '../domain/programme-change.ts'
import { isOver, lastDayOfAsking } from '../domain/schedule.ts'
import type { Programme, ProgrammePause } from '../domain/workspace.ts'
import type { World } from './world.ts'

export type ProgrammeSeen = Pick<
  Programme,
  'id' | 'name' | 'schedule' | 'clock' | 'zone' | 'endsOn' | 'follows'
> & {
  invited: number
  /** Its first day, while that is still to come. */
  starts?: LocalDate
  /** Its last day, once that has passed. */
  ended?: LocalDate
  /** When its questions come next by its own days; of one that is over, once it were started again. */
  next?: LocalDate | undefined
  /** The pause that it is in. */
  pause?: ProgrammePause
  /** Where a partnership of it has its digest. */
  channel?: ChannelId
  /** What people must know before they say yes, and nobody has said yet: until then nobody is invited. Nothing, once it is over. */
  missing: Fact[]
  /** The channel that it follows is out of reach. */
  isLost: boolean
  /** None of the packs that it names is in use. */
  asksNothing: boolean
}

export const readProgrammes = ({ workspace, clock, bank }: World): ProgrammeSeen[] =>
  workspace.current.programmes.map((it) => {
    const today = localDateOf(clock.now(), it.zone)
    return {
      id: it.id,
      name: it.name,
      schedule: it.schedule,
      clock: it.clock,
      zone: it.zone,
      endsOn: it.endsOn,
      follows: it.follows,
      invited: it.people.length,
      starts: it.startsOn > today ? it.startsOn : undefined,
      ended: isOver(it, today) ? lastDayOfAsking(it) : undefined,
      next: nextQuestion(isOver(it, today) ? startedAgain(it, clock.now()) : it, { clock, bank }),
      pause: it.pauses.find(({ from, until }) => from <= today && today < until),
      channel: workspace.current.partnerships.find(({ programmes }) => programmes.includes(it.id))?.channel,
      missing: isOver(it, today) ? [] : missingFacts(it),
      isLost: it.follows !== undefined && it.followsLost === true,
      asksNothing: bankOf(it, bank).prompts.length === 0,
    }
  })

/** The day on which a programme's questions come next by its own days, whatever days people chose. */
export const nextQuestion = (
  programme: Programme,
  { clock, bank }: Pick<World, 'clock' | 'bank'>,
): LocalDate | undefined => {
  if (bankOf(programme, bank).prompts.length === 0) return undefined
  const [next] = upcoming(programme, clock.now(), 1)
  return next && localDateOf(next, programme.zone)
}

export const programmeOf = ({ workspace }: World, id: string): Programme | undefined =>
  workspace.current.programmes.find((it) => it.id === (id as ProgrammeId))

/** The packs whose questions are in use, by name. */
export const packsInUse = ({ bank }: World): string[] => [
  ...new Set(bank.prompts.flatMap(({ pack }) => pack ?? [])),
]
