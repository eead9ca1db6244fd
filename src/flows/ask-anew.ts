// A channel is open to more people than when its leaders said yes: their words are held, and they are asked anew, in
// their Home at once and with their next look back.

import { askAnew } from '../domain/consent.ts'
import { nextEdition } from '../domain/partnership.ts'
import type { PartnershipSettings } from '../domain/workspace.ts'
import type { Openness } from '../domain/yes.ts'
import { afterChange } from './after-change.ts'
import { changeWords } from './change-words.ts'
import { membersOf, type World } from './world.ts'

/** Words that a digest had while the yes held are left where they are; harmless to repeat. */
export const askLeadersAnew = async (
  world: World,
  settings: PartnershipSettings,
  openness: Openness,
): Promise<void> => {
  if (openness.isPrivate && !openness.isShared && !openness.teams?.length) return
  const partnership = await world.partnerships.get(settings.id)
  if (!partnership) return
  const { month } = nextEdition(partnership, settings)
  for (const member of await membersOf(world, settings)) {
    const asked = (it: typeof member) => askAnew(it, settings, partnership.editions, openness, month)
    if (asked(member) === member) continue
    const { before, after } = await changeWords(world, member.id, asked)
    await afterChange(world, before, after)
  }
}
