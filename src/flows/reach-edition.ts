// A digest in its channel, for whoever presses a button under it: anyone who can read that channel now, people of other
// organisations and guests among them, and nobody else. Nothing here asks who is a leader, or keeps who pressed.
import type { ChannelId, Month, PartnershipId, SlackTs } from '../domain/model.ts'
import { settle } from '../domain/outbox.ts'
import { editionKey } from '../domain/partnership.ts'
import type { Edition, Partnership, PartnershipSettings } from '../domain/workspace.ts'
import type { Audience } from '../ports.ts'
import { changeWorkspace, withJob } from './change-workspace.ts'
import type { World } from './world.ts'

/** Which digest is spoken of. */
export type Place = { partnership: PartnershipId; month: Month }

/** Where it was pressed. */
export type Under = { channel: ChannelId; ts: SlackTs }

/** They are not in the channel; nobody can see who is; or there is no such digest any more. */
export type Unreached = 'not-here' | 'out-of-reach' | 'too-old'

export type Reached = {
  settings: PartnershipSettings
  partnership: Partnership
  edition: Edition
  audience: Audience
}

/** Where `pressed` says where the digest stands and nobody knew, that is noted: from then on it can be rewritten. */
export const reachEdition = async (
  world: World,
  user: string,
  { partnership: id, month }: Place,
  pressed?: Under,
): Promise<Reached | Unreached> => {
  const settings = world.workspace.current.partnerships.find((it) => it.id === id)
  const known = await world.partnerships.get(id)
  if (!settings || !known) return 'too-old'
  const audience = await world.directory.audience(settings.channel)
  if (!audience) return 'out-of-reach'
  if (!audience.members.some((member) => member === user)) return 'not-here'
  const partnership =
    pressed?.channel === settings.channel ? await noteWhere(world, known, month, pressed.ts) : known
  const edition = partnership.editions.find((it) => it.month === month)
  return edition?.frozen ? { settings, partnership, edition, audience } : 'too-old'
}

/**
 * Has a digest rewritten as it stands now; whoever asks for it does the jobs afterwards. `takesOut` where words may have
 * to leave it.
 */
export const noteRewrite = async (
  world: World,
  { partnership, month }: Place,
  how: { takesOut?: true } = {},
): Promise<void> => {
  await changeWorkspace(world, (it) => ({
    ...it,
    jobs: withJob(it.jobs, { is: 'revise', partnership, month, ...how }),
  }))
}

// A digest whose arrival was in doubt has no `ts`, until someone presses a button under it: then it can be rewritten,
// and is, since words may have been withdrawn meanwhile.
const noteWhere = async (
  world: World,
  partnership: Partnership,
  month: Month,
  ts: SlackTs,
): Promise<Partnership> => {
  const isLost = ({ editions }: Partnership) =>
    editions.some((it) => it.month === month && it.frozen && !it.ts)
  if (!isLost(partnership)) return partnership
  const found = await world.partnerships.update(partnership.id, (it) =>
    isLost(it)
      ? {
          ...settle(it, editionKey(it.id, month), ts, world.clock.now()),
          editions: it.editions.map((one) => (one.month === month ? { ...one, ts } : one)),
        }
      : it,
  )
  await noteRewrite(world, { partnership: partnership.id, month }, { takesOut: true })
  return found
}
