// Who can read a channel, counted for people's eyes: guests and other organisations among them. What Slack said of someone
// is remembered for half a day, since a form may wait for it.
import { setTimeout as sleep } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { UserId } from '../domain/model.ts'
import { teamElsewhere } from './own-people.ts'

type Kind = { isBot: boolean; isGuest: boolean; elsewhere: string | undefined; at: number }

const rememberedMs = 12 * 60 * 60 * 1000
/** A form must open within three seconds of its button. */
const patienceMs = 2_000

/** As far as Slack said; `isWhole` where it said it of everyone, the names of their organisations included. */
export type Counted = { bots: number; guests: number; organisations: string[]; isWhole: boolean }

/** Has something asked of Slack that nobody waits for: in its turn, and again where Slack asks to wait. */
type Patience = <T>(ask: () => Promise<T>) => Promise<T>

export const countingReaders = (
  client: WebClient,
  ours: string,
  patiently: Patience,
): ((members: readonly UserId[], unhurried: boolean) => Promise<Counted>) => {
  const kinds = new Map<string, Kind>()
  const names = new Map<string, string>()

  const known = (user: UserId): Kind | undefined => {
    const kind = kinds.get(user)
    return kind && performance.now() - kind.at < rememberedMs ? kind : undefined
  }
  const kindOf = async (user: UserId, unhurried: boolean): Promise<Kind> => {
    const ask = () => client.users.info({ user })
    const { user: it = {} } = await (unhurried ? patiently(ask) : ask())
    return {
      isBot: Boolean(it.is_bot),
      isGuest: Boolean(it.is_restricted || it.is_ultra_restricted),
      elsewhere: teamElsewhere(it, ours),
      at: performance.now(),
    }
  }
  const lookAt = async (user: UserId, unhurried: boolean): Promise<void> => {
    const kind = known(user) ?? (await kindOf(user, unhurried))
    kinds.set(user, kind)
    const { elsewhere } = kind
    if (elsewhere === undefined || names.has(elsewhere)) return
    const { team } = await client.team.info({ team: elsewhere })
    names.set(elsewhere, team?.name ?? '')
  }
  const tally = (members: readonly UserId[]): Counted => {
    const people = members.flatMap((it) => known(it) ?? [])
    const others = [...new Set(people.flatMap(({ elsewhere }) => elsewhere ?? []))]
    return {
      bots: people.filter(({ isBot }) => isBot).length,
      guests: people.filter(({ isGuest }) => isGuest).length,
      organisations: others.map((it) => names.get(it) ?? '').toSorted(),
      isWhole: people.length === members.length && others.every((it) => names.has(it)),
    }
  }

  return async (members, unhurried) => {
    // Of whom Slack says nothing, the others are counted all the same.
    const looking = Promise.all(members.map((it) => lookAt(it, unhurried).catch(() => undefined)))
    await (unhurried ? looking : Promise.race([looking, sleep(patienceMs, undefined, { ref: false })]))
    return tally(members)
  }
}
